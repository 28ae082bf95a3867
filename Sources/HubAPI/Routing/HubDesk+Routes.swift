extension HubDesk {
    /// Everything the network reaches; the office has a listener of its own.
    var routes: [Route] {
        [
            Route("GET", "/v1/health") { self.health($0) },
            Route("GET", "/v1/openapi.yaml") { self.openAPI($0) },
            Route("POST", "/v1/devices", bodyBytes: limits.jsonBytes) { self.enrol($0) },
            Route("POST", "/v1/devices/known", bodyBytes: limits.jsonBytes) { self.known($0) },
            Route("POST", "/v1/sync/push", bodyBytes: limits.pushBytes) { self.push($0) },
            Route("GET", "/v1/sync/pull", query: nil) { self.pull($0) },
            Route("GET", "/v1/zones", query: ["centre", "segments", "after", "bbox"]) {
                self.zones($0)
            },
            Route("GET", "/v1/zones/{}", query: ["segments"]) { self.zone($0) },
            Route("GET", "/v1/needs", query: ["centre", "bbox", "near", "within", "count"]) {
                self.needs($0)
            },
            Route("GET", "/v1/tasks.ics", query: ["centre"]) { self.calendar($0) },
            Route("GET", "/v1/opportunities.jsonld", query: ["centre"]) { self.opportunities($0) },
            Route("GET", "/v1/depots", query: ["centre"]) { self.depots($0) },
            Route("GET", "/v1/review") { self.review($0) },
            Route("GET", "/v1/review/stats") { self.reviewStats($0) },
        ]
    }
}
