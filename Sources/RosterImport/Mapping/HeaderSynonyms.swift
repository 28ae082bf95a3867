/// The column names we know, in bokmål, nynorsk and the exports of common programs.
enum HeaderSynonyms {
    /// The meaning of a column name, nil where it is not known or not wanted.
    static func field(for name: String) -> RosterField? { table[HeaderKey.of(name)] }

    /// True for a name with a meaning, and for one we know well enough to refuse.
    static func isKnown(_ name: String) -> Bool {
        let key = HeaderKey.of(name)
        return table[key] != nil || SensitiveColumns.category(ofKey: key) != nil
    }

    private static let table: [String: RosterField] = {
        var table: [String: RosterField] = [:]
        for (field, names) in names {
            for name in names.split(separator: ",") { table[HeaderKey.of(String(name))] = field }
        }
        return table
    }()

    /// Names separated by commas; case, spaces, dots and hyphens do not count.
    static let names: [(RosterField, String)] = [
        (.givenName, "fornavn,fornavn(er),fornamn,first name,given name,givenname,vorname"),
        (.middleName, "mellomnavn,mellomnamn,middle name,additional name"),
        (.familyName, "etternavn,etternamn,slektsnavn,slektsnamn,surname,last name,family name"),
        (.familyName, "nachname"),
        (.fullName, "navn,namn,fullt navn,fullt namn,name,full name,deltaker,deltakar"),
        (.fullName, "display name,medlem,frivillig,navn på frivillig"),
        (.mobile, "mobil,mobilnr,mobilnummer,mob,mobiltelefon,mobiltlf,tlf mobil,telefon mobil"),
        (.mobile, "mobile,mobile phone,mobile number,cell phone,cell,handy,mobilnr."),
        (.mobile, "tlf,tlfnr,telefon,telefonnr,telefonnummer,phone,phone number,telephone"),
        (.phone, "fasttelefon,telefon privat,tlf privat,hjemmetelefon,telefon arbeid,tlf arbeid"),
        (.phone, "home phone,home phone 2,primary phone,work phone,business phone,office phone"),
        (.phone, "business phone 2,other phone,phone 1 value,phone 2 value,phone 3 value"),
        (.email, "e-post,epost,e-postadresse,epostadresse,epost adresse,mail,email,e-mail"),
        (.email, "mailadresse,email address,e-mail address,e-mail 2 address,e-mail 3 address"),
        (.email, "primary email,secondary email,e-mail 1 value,e-mail 2 value,email 1 value"),
        (.birthDate, "fødselsdato,foedselsdato,fødsdato,fødselsdag,fødd dato,f.dato,født,fødd"),
        (.birthDate, "dob,birthday,birth date,date of birth,birthdate,geburtsdatum"),
        (.birthYear, "fødselsår,fødsår,født år,fødd år,birth year,year of birth,årgang"),
        (.birthMonth, "birth month"), (.birthDay, "day of birth"),
        (.age, "alder,age"),
        (.address, "adresse,gateadresse,postadresse,bosted,bustad,gate,address,home address"),
        (.address, "street,home street,street address,adresse 1"),
        (.postalCode, "postnr,postnummer,post nr,postal code,postcode,zip,zip code,plz"),
        (.postalCode, "home postal code,home zipcode,home postcode"),
        (.postalPlace, "poststed,poststad,sted,stad,by,city,home city,town,ort"),
        (.municipality, "kommune,kommunenr,kommunenummer,municipality"),
        (.centre, "frivilligsentral,frivilligsentralen,sentral,avdeling,lag,gruppe,branch"),
        (.since, "innmeldt,innmeldt dato,innmeldingsdato,registrert dato,registrert,startdato"),
        (.since, "medlem siden,frivillig siden,start date,registration date"),
        (.guardianName, "foresatt,foresatt navn,føresett,føresett namn,verge,navn foresatt"),
        (.guardianName, "foresatte,guardian"),
        (.guardianMobile, "foresatt mobil,foresatt tlf,foresatt telefon,mobil foresatt"),
        (.guardianMobile, "føresett mobil,verge mobil,tlf foresatt"),
        (.guardianEmail, "foresatt e-post,e-post foresatt,føresett e-post,verge e-post"),
        (.certificate, "politiattest,attest,attest dato,attest vist,attest fremvist"),
        (.confidentiality, "taushetserklæring,teieplikt,taushetsplikt"),
        (.consentContact, "samtykke kontakt,samtykke,samtykke til kontakt"),
        (.interests, "interesser,oppgaver,oppgåver,ønsker,ønske,ønskjer,skills,interests,hobby"),
        (.language, "språk,language,languages"),
        (
            .note,
            "merknad,merknader,kommentar,kommentarer,notat,note,notes,comments,andre opplysninger"
        ),
        (.gender, "kjønn,sex,gender"),
        (.externalId, "medlemsnr,medlemsnummer,frivillignr,id,volunteer id,kundenr,medlems id"),
    ]
}
