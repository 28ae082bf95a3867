extension HubDesk {
    /// Everything the network reaches; the office has a listener of its own.
    var routes: [Route] {
        [
            Route("GET", "/v1/health") { self.health($0) },
            Route("GET", "/v1/openapi.yaml") { self.openAPI($0) },
            Route("POST", "/v1/devices", bodyBytes: limits.jsonBytes) { self.enrol($0) },
            Route("POST", "/v1/devices/known", bodyBytes: limits.jsonBytes) { self.known($0) },
            Route("POST", "/v1/sync/push", bodyBytes: limits.pushBytes) { self.push($0) },
            Route("GET", "/v1/sync/pull") { self.pull($0) },
            Route("GET", "/v1/zones") { self.zones($0) },
            Route("GET", "/v1/zones/{}") { self.zone($0) },
            Route("GET", "/v1/needs") { self.needs($0) },
            Route("GET", "/v1/tasks.ics") { self.calendar($0) },
            Route("GET", "/v1/review") { self.review($0) },
            Route("GET", "/v1/review/stats") { self.reviewStats($0) },
        ]
    }
}
