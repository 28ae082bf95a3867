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
        Aase Abdi Abdul Adam Adele Adrian Agnes Agnete Ahmad Ahmed Aina Aksel Albert Albin
        Aleksander Alexander Alexandra Alf Alfred Ali Alice Alida Alise Alma Alva Alvilde Alvin
        Amalia Amalie Amanda Amelia Amina Amir Amund Ana Anders Andre Andrea Andreas Ane Anett
        Anette Angelica Anita Anja Ann Anna Annbjørg Anne Annelise Anni Annie Annika Annlaug
        Anny Ante Anton Are Ariel Arild Arlene Arna Arne Arnfinn Arnhild Arnold Arnstein Arnt
        Arthur Arve Arvid Asbjørn Aslak Aslaug Asle Asta Astri Astrid Atle Aud Audun August
        Aurel Aurora Axel Balder Barbara Beate Bendik Benedicte Benedikt Benedikte Bengt
        Benjamin Bente Berit Bernt Berta Bertha Bertil Betty Birger Birgit Birgitte Birte Birthe
        Bjarne Bjarte Bjørg Bjørn Bjørnar Bo Bodil Borghild Brage Brit Brita Britt Britta
        Brynjar Børge Cam Camilla Carina Carl Carmen Caroline Carsten Casper Cato Cecilia
        Cecilie Celina Celine Charles Charlotte Christer Christian Christina Christine
        Christoffer Christopher Clara Claus Connie Conrad Cornelia Cristina Dag Dagfinn Dagmar
        Dagny Dagrun Dan Dani Daniel Daniela Daniella David Debora Diana Dina Dordi Dorte Dorthe
        Ebba Edel Edgar Edith Edvard Edvin Edward Egil Eigil Eilert Einar Einy Eira Eirik Eirin
        Eivind Eldar Eldbjørg Elen Elena Eli Elia Elias Elin Elina Eline Elisa Elisabet
        Elisabeth Elise Ella Elle Ellen Ellinor Elly Elma Elna Elsa Else Elvira Embla Emil
        Emilia Emilie Emma Emmy Endre Enja Enok Erica Erik Erika Erlend Erling Erna Ernst Eskil
        Espen Ester Esther Eva Evald Evelyn Even Evy Fanny Fatima Felix Ferdinand Filip Finn
        Fiona Frank Fred Freddy Fredrik Fredrikke Freya Frida Fritjof Fritz Frode Frøya Gabriel
        Gabriella Geir Georg Gerd Gerda Gerhard Gina Gisle Gitte Gjermund Gjertrud Glenn Gloria
        Gorm Greta Grete Grethe Gro Gry Grynet Gudbrand Gudmund Gudrun Gudveig Gunn Gunnar
        Gunnhild Gunvor Guri Guro Gustav Gyda Gøran Hallgeir Hallvard Halvor Hanna Hannah Hanne
        Hannes Hans Hansine Harald Harriet Harry Hasan Hassan Hauk Hedda Hedvig Heidi Heine
        Helen Helena Helene Helga Helge Hella Helle Helmer Henning Henny Henriette Henrik Henry
        Herman Hermod Hilda Hilde Hildegunn Hilma Hjalmar Hjørdis Hugo Husein Hussein Håkon
        Håvard Ian Iben Ibrahim Ida Idar Idun Inga Ingar Inge Ingebjørg Ingeborg Inger Ingri
        Ingrid Ingunn Ingvar Ingvild Ingvill Iren Irene Iris Irma Isa Isabel Isabell Isabella
        Isabelle Isak Ismail Ivan Ivar Iver Jacob Jakob Jan Jana Jane Janet Janicke Janina Janne
        Jannicke Jarand Jarl Jarle Jasmin Jasmine Jean Jeanette Jennifer Jenny Jens Jesper
        Jessica Jim Jo Joachim Joakim Joar Johan Johann Johanna Johanne Johannes John Johnny Jon
        Jonas Jonatan Jonathan Jone Jorid Jorunn Josef Josefine Joseph Jostein Judit Judith
        Julia Julian Juliane Julie Julius June Jørgen Jørn Jørund Kai Kaia Kaja Kamilla Karen
        Kari Karianne Karim Karin Karina Karine Karl Karla Karoline Karsten Kasper Katarina Kate
        Katharina Kathe Kathrine Kato Katrin Katrina Katrine Kay Kenneth Kent Kevin Khadija Kim
        Kine Kirsten Kirsti Kirstin Kitty Kjartan Kjell Kjersti Kjerstin Kjetil Klara Klaus Knut
        Konrad Kornelia Kristen Kristian Kristiane Kristin Kristina Kristine Kristoffer Kåre
        Laila Lara Lars Lasse Laura Lea Leah Leander Leif Lena Lene Leni Leo Leon Leona Leonard
        Leonora Liam Lilian Lill Lilli Lillian Lilly Lina Linda Line Linn Linnea Linus Lisa
        Lisbet Lisbeth Lise Liss Liv Live Lone Lotte Louis Louise Lovise Luca Lucas Lucia Ludvig
        Luka Lukas Luna Lydia Lykke Mads Magda Magdalena Magnar Magne Magnhild Magni Magnus Maja
        Malena Malene Malin Malvin Marco Marcus Maren Margaret Margareta Margarete Margareth
        Margarethe Margit Margot Margrete Margrethe Mari Maria Mariam Mariann Marianne Marie
        Mariell Marielle Marika Marina Marion Marit Marita Marius Marja Mark Marko Markus Marta
        Marte Martha Marthe Martin Martina Martine Mary Maryam Mathea Mathias Mathilda Mathilde
        Mats Matteo Matthias Maud Max May Maya Mehmet Melissa Merete Merethe Mette Mia Michael
        Michelle Mie Mikael Mikal Mikkel Mikkeline Mildrid Milena Milla Mille Milo Mina Mira
        Miriam Mirjam Modolf Mohamed Mohammad Mohammed Mona Monica Monika Morten Muhammad
        Mustafa My Målfrid Nadia Nanna Nanne Natalia Natalie Nathalie Nathaniel Nelly Nick
        Niclas Nicolai Nicolas Nicolay Niels Niklas Nikolai Nikoline Nils Nina Ninni Noa Noah
        Noel Nora Norah Norunn Norvald Oda Odd Oddbjørg Oddbjørn Oddny Oddvar Ola Olaf Olaug
        Olav Olava Ole Olea Olga Oline Oliver Olivia Olof Oluf Omar Oscar Oskar Ottar Otto Ove
        Pal Patricia Patrick Patrik Paul Paula Paulina Pauline Pedro Per Pernille Peter Petra
        Petter Philip Pia Pär Pål Rachel Ragna Ragnar Ragnhild Rakel Randi Randy Rasmus Ray
        Rebecca Rebekka Regina Reidar Reidun Renate Rene Richard Rikard Rikke Rita Roald Roar
        Robert Robin Roger Rolf Rolv Ronald Ronja Ronny Rosa Rose Roy Ruben Runa Runar Rune
        Runhild Rut Ruth Sadia Saga Sahra Samuel Sander Sandra Sanna Sanne Sara Sarah Sebastian
        Selina Selma Serine Severin Sia Sigbjørn Sigfrid Sigmund Signe Signy Sigrid Sigrun
        Sigurd Sigve Silas Silja Silje Silvia Simen Simon Simone Sina Sindre Sine Siren Siri
        Siril Sissel Siv Siver Sivert Siw Sjur Snorre Sofia Sofie Solfrid Solrun Solvei Solveig
        Solvår Sondre Sonja Sophia Sophie Stefan Steffen Stein Steinar Stella Sten Stian Stig
        Stine Storm Sture Sturla Sunniva Susan Susann Susanna Susanne Suzanne Svanhild Svein
        Sveinung Sven Svend Svenn Sverre Sylvia Synne Synnøve Sølve Sølvi Søren Tale Tanja Tara
        Tarald Tarjei Teodor Teresa Terese Terje Thea Thelma Theo Theodor Theresa Therese Thomas
        Thor Thora Thorbjørn Thore Tilda Tilde Tim Tina Tine Tiril Tirill Tobias Tom Tomas Tommy
        Tone Toni Tonje Tony Tor Tora Torbjørg Torbjørn Tordis Tore Torfinn Torgeir Torgrim
        Torhild Torild Torill Torkel Torkil Torkjell Torleif Torstein Torunn Torvald Tove Trine
        Trond Trude Truls Trygve Trym Turi Turid Tuva Tyra Ulf Ulla Ulrik Ulrikke Una Unn Unni
        Ursula Vanessa Vanja Vebjørn Vegar Vegard Vemund Vera Vetle Vibeke Victor Victoria Vidar
        Vigdis Viggo Viktor Viktoria Vilde Vilhelm Vilja Ville Villy Vilma Vilmer Vincent Viola
        Vivian Walter Wanja Wenche Wibecke Wigdis Wilhelm Wilhelmine William Willy Wilma Yasmin
        Ylva Yngvar Yngve Yusuf Yvonne Zahra Zainab Zara Ådne Åge Ågot Åse Åshild Åsmund Åsta
        Åste Øistein Øivind Ørjan Østen Øystein Øyvind Øyvor
        """
}
