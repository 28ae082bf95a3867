/// The writer's work, all of it on the writer's thread: groups of jobs, one commit each.
struct WriterLoop<Context> {
    typealias Job = JobQueue<Context>.Job

    let connection: Connection
    let context: Context
    let undone: @Sendable (Context) -> Void

    func run(_ queue: JobQueue<Context>, jobsPerCommit: Int) {
        while let jobs = queue.take(most: jobsPerCommit) { commit(jobs) }
    }

    private func commit(_ jobs: [Job]) {
        var hasBegun = false
        do {
            let answers = try connection.transaction {
                hasBegun = true
                return try jobs.map(attempt)
            }
            for answer in answers { answer() }
        } catch {
            undone(context)
            // Alone in its group a job has had its turn. Without a transaction none would fare
            // better by itself, and each would wait for the same lock again.
            guard hasBegun, jobs.count > 1 else { return jobs.forEach { $0.fail(error) } }
            jobs.forEach(commitAlone)
        }
    }

    /// Runs one job of a group, so that its failure is its own.
    private func attempt(_ job: Job) throws -> () -> Void {
        do {
            return try connection.savepoint { try job.run(context) }
        } catch {
            undone(context)
            // SQLite undid the whole group: the jobs before this one are lost too.
            guard connection.isInTransaction else { throw error }
            return { job.fail(error) }
        }
    }

    private func commitAlone(_ job: Job) {
        do {
            let answer = try connection.transaction { try job.run(context) }
            answer()
        } catch {
            undone(context)
            job.fail(error)
        }
    }
}
