/// Given names that are common in Norway, to tell a slip of the finger from another name.
///
/// Drawn up by hand; what is missing makes a question of a slip or, where the other name is common,
/// takes a rare name for a slip, and only beside an equal birth date, number and address.
enum CommonNames {
    /// Whether a name's key (`NameKey`) is one of them.
    static func holds(_ key: String) -> Bool { keys.contains(key) }

    private static let keys = Set(
        written.split(whereSeparator: \.isWhitespace).map { NameKey.of(String($0)) }
    )

    private static let written = """
        Aase Abdi Abdul Adam Adele Adrian Agnes Agnete Agnieszka Ahmad Ahmed Aina Aisha Aksel
        Albert Albin Aleksander Alexander Alexandra Alf Alfred Ali Alice Alida Alise Alma Alva
        Alvilde Alvin Amal Amalia Amalie Amanda Amelia Amina Amir Amira Amund Ana Anders Andre
        Andrea Andreas Andrzej Ane Aneta Anett Anette Angelica Anita Anja Ann Anna Annbjørg Anne
        Annelise Anni Annie Annika Annlaug Anny Ante Anton Are Ariel Arild Arlene Arna Arne
        Arnfinn Arnhild Arnold Arnstein Arnt Arthur Arve Arvid Asbjørn Aslak Aslaug Asle Asta
        Astri Astrid Atle Aud Audun August Aurel Aurora Axel Ayan Balder Barbara Barbora Bartosz
        Beata Beate Bendik Benedicte Benedikt Benedikte Bengt Benjamin Bente Berit Bernt Berta
        Bertha Bertil Betty Biret Birger Birgit Birgitte Birte Birthe Bjarne Bjarte Bjørg Bjørn
        Bjørnar Bo Bodil Borghild Brage Brit Brita Britt Britta Brynjar Børge Cam Camilla Carina
        Carl Carmen Caroline Carsten Casper Cathrine Cato Cecilia Cecilie Celina Celine Charles
        Charlotte Christer Christian Christina Christine Christoffer Christopher Clara Claus
        Connie Conrad Cornelia Cristina Dag Dagfinn Dagmar Dagny Dagrun Dan Dani Daniel Daniela
        Daniella David Debora Diana Dina Dmitri Dordi Dorota Dorte Dorthe Ebba Edel Edgar Edith
        Edvard Edvin Edward Edyta Egil Eigil Eilert Einar Einy Eira Eirik Eirin Eivind Eldar
        Eldbjørg Elen Elena Eli Elia Elias Elin Elina Eline Elisa Elisabet Elisabeth Elise Ella
        Elle Ellen Ellinor Elly Elma Elna Elsa Else Elvira Elzbieta Embla Emil Emilia Emilie
        Emma Emmy Endre Enja Enok Erica Erik Erika Erlend Erling Erna Ernst Eskil Espen Ester
        Esther Eva Evald Evelyn Even Evy Ewa Faduma Fadumo Fanny Farhad Fatima Felix Ferdinand
        Filip Finn Fiona Frank Fred Freddy Fredrik Fredrikke Freya Frida Fritjof Fritz Frode
        Frøya Frøydis Gabriel Gabriella Geir Georg Gerd Gerda Gerhard Gina Gisle Gitte Gjermund
        Gjertrud Glenn Gloria Gorm Greta Grete Grethe Gro Gry Grynet Grzegorz Gudbrand Gudmund
        Gudrun Gudveig Gunn Gunnar Gunnhild Gunvor Guri Guro Gustav Gyda Gøran Halima Hallgeir
        Hallvard Halvor Halyna Hanna Hannah Hanne Hannes Hans Hansine Harald Harriet Harry Hasan
        Hassan Hauk Hedda Hedvig Heidi Heine Helen Helena Helene Helga Helge Hella Helle Helmer
        Henning Henny Henriette Henrik Henry Herman Hermod Hilda Hilde Hildegunn Hilma Hjalmar
        Hjørdis Hodan Hugo Husein Hussein Håkon Håvard Ian Iben Ibrahim Ida Idar Idun Inga Ingar
        Inge Ingebjørg Ingeborg Inger Ingri Ingrid Ingunn Ingvar Ingvild Ingvill Inna Iren Irene
        Iris Irma Iryna Isa Isabel Isabell Isabella Isabelle Isak Ismail Ivan Ivanna Ivar Iver
        Jacob Jakob Jakub Jan Jana Jane Janet Janicke Janina Janne Jannicke Jarand Jarl Jarle
        Jasmin Jasmine Jean Jeanette Jennifer Jenny Jens Jesper Jessica Jim Jo Joachim Joakim
        Joanna Joar Johan Johann Johanna Johanne Johannes John Johnny Jolanta Jon Jonas Jonatan
        Jonathan Jone Jorid Jorunn Josef Josefine Joseph Jostein Judit Judith Julia Julian
        Juliane Julie Julius June Jørgen Jørn Jørund Kai Kaia Kaja Kamilla Karen Kari Karianne
        Karim Karin Karina Karine Karl Karla Karoline Karsten Kasper Katarina Katarzyna Kate
        Katharina Kathe Kathrine Kato Katrin Katrina Katrine Kay Kenneth Kent Kevin Khadija Kim
        Kine Kirsten Kirsti Kirstin Kitty Kjartan Kjell Kjersti Kjerstin Kjetil Klara Klaus Knut
        Konrad Kornelia Kristen Kristian Kristiane Kristin Kristina Kristine Kristoffer
        Krzysztof Kåre Laila Lara Lars Lasse Laura Layla Lea Leah Leander Leif Lena Lene Leni
        Leo Leon Leona Leonard Leonora Leyla Liam Lilian Lill Lilli Lillian Lilly Lina Linda
        Line Linh Linn Linnea Linus Lisa Lisbet Lisbeth Lise Liss Liv Live Lone Lotte Louis
        Louise Lovise Luca Lucas Lucia Ludvig Luka Lukas Lukasz Luna Lydia Lykke Mads Magda
        Magdalena Magnar Magne Magnhild Magni Magnus Maja Malena Malene Malgorzata Malin Malvin
        Marcin Marco Marcus Maren Margaret Margareta Margarete Margareth Margarethe Margit
        Margot Margrete Margrethe Mari Maria Mariam Mariama Mariann Marianne Marie Mariell
        Marielle Marika Marina Marion Marit Marita Marius Marja Mark Marko Markus Marta Marte
        Martha Marthe Martin Martina Martine Mary Maryam Mateusz Mathea Mathias Mathilda
        Mathilde Mats Matteo Matthias Maud Max May Maya Mehmet Melissa Merete Merethe Mette Mia
        Michael Michal Michelle Mie Mikael Mikal Mikkel Mikkeline Mildrid Milena Milla Mille
        Milo Mina Minh Mira Miriam Mirjam Modolf Mohamed Mohammad Mohammed Mona Monica Monika
        Morten Muhammad Mustafa My Målfrid Nadia Nanna Nanne Nasir Nasrin Natalia Natalie
        Natalya Nathalie Nathaniel Nelly Nick Niclas Nicolai Nicolas Nicolay Niels Niklas
        Nikolai Nikoline Nils Nina Ninni Noa Noah Noel Noor Nora Norah Norunn Norvald Nour Oda
        Odd Oddbjørg Oddbjørn Oddny Oddvar Oksana Ola Olaf Olaug Olav Olava Ole Olea Olena Olga
        Olha Oline Oliver Olivia Olof Oluf Omar Oscar Oskar Ottar Otto Ove Pal Parisa Patricia
        Patrick Patrik Paul Paula Paulina Pauline Pawel Pedro Per Pernille Peter Petra Petter
        Philip Pia Piotr Priya Pär Pål Rachel Ragna Ragnar Ragnhild Rakel Randi Randy Rasmus
        Ravi Ray Rebecca Rebekka Regina Reidar Reidun Renata Renate Rene Reza Richard Rikard
        Rikke Rita Roald Roar Robert Robin Roger Rolf Rolv Ronald Ronja Ronny Rosa Rose Roy
        Ruben Runa Runar Rune Runhild Rut Ruth Sadia Saga Sahar Sahra Said Samira Samuel Sander
        Sandra Sanna Sanne Sara Sarah Sebastian Selina Selma Sergei Serine Severin Sia Sigbjørn
        Sigfrid Sigmund Signe Signy Sigrid Sigrun Sigurd Sigve Silas Silja Silje Silvia Simen
        Simon Simone Sina Sindre Sine Siren Siri Siril Sissel Siv Siver Sivert Siw Sjur Snorre
        Sofia Sofie Solfrid Solrun Solvei Solveig Solvår Sondre Sonja Sophia Sophie Stefan
        Steffen Stein Steinar Stella Sten Stian Stig Stine Storm Sture Sturla Sunniva Susan
        Susann Susanna Susanne Suzanne Svanhild Svein Sveinung Sven Svend Svenn Sverre Svetlana
        Sylvia Synne Synnøve Sølve Sølvi Søren Tale Tanja Tara Tarald Tarjei Tatiana Teodor
        Teresa Terese Terje Thea Thelma Theo Theodor Theresa Therese Thi Thomas Thor Thora
        Thorbjørn Thore Tilda Tilde Tim Tina Tine Tiril Tirill Tobias Tom Tomas Tomasz Tommy
        Tone Toni Tonje Tony Tor Tora Torbjørg Torbjørn Tordis Tore Torfinn Torgeir Torgrim
        Torhild Torild Torill Torkel Torkil Torkjell Torleif Torstein Torunn Torvald Tove Trine
        Trond Trude Truls Trygve Trym Tuan Turi Turid Tuva Tyra Ulf Ulla Ulrik Ulrikke Una Unn
        Unni Ursula Van Vanessa Vanja Vebjørn Vegar Vegard Vemund Vera Vetle Vibeke Victor
        Victoria Vidar Vigdis Viggo Viktor Viktoria Vilde Vilhelm Vilja Villy Vilma Vilmer
        Vincent Viola Vivian Vlad Volodymyr Walter Wanja Wenche Wibecke Wigdis Wilhelm
        Wilhelmine William Willy Wilma Yasmin Ylva Yngvar Yngve Yuliia Yusuf Yvonne Zahra Zainab
        Zara Ådne Åge Ågot Åse Åshild Åsmund Åsta Åste Øistein Øivind Ørjan Østen Øystein Øyvind
        Øyvor
        """
}
