import FieldClient

extension CommandContext {
    /// The argument `URL`, a hub's address; throws a usage error where it can be none, before anything is done.
    func hubAddress() throws -> String {
        let url = try arguments.text("URL")
        // It may have a password in it, and is not repeated.
        guard HubClient.isAddress(url) else {
            throw UsageError("URL is a hub's address, of the form https://hub.example.no.")
        }
        return url
    }
}
