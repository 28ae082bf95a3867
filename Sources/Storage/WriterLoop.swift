/// The writer's work, all of it on the writer's thread: groups of jobs, one commit each.
struct WriterLoop<Context> {
    typealias Job = JobQueue<Context>.Job

    let connection: Connection
    let context: Context
    let undone: @Sendable (Context) -> Void
    let committed: @Sendable (Context) throws -> Void

    func run(_ queue: JobQueue<Context>, jobsPerCommit: Int) {
        while let jobs = queue.take(most: jobsPerCommit) { commit(jobs) }
    }

    private func commit(_ jobs: [Job]) {
        var hasBegun = false
        let answers: [() -> Void]
        do {
            answers = try connection.transaction {
                hasBegun = true
                return try jobs.map(attempt)
            }
        } catch {
            undone(context)
            // Alone in its group a job has had its turn. Without a transaction none would fare
            // better by itself, and each would wait for the same lock again.
            guard hasBegun, jobs.count > 1 else { return jobs.forEach { $0.fail(error) } }
            return jobs.forEach(commitAlone)
        }
        give(answers, to: jobs)
    }

    /// What was stored is told only when what has to follow the commit was done as well.
    private func give(_ answers: [() -> Void], to jobs: [Job]) {
        do { try committed(context) } catch { return jobs.forEach { $0.fail(error) } }
        for answer in answers { answer() }
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
        let answer: () -> Void
        do {
            answer = try connection.transaction { try job.run(context) }
        } catch {
            undone(context)
            return job.fail(error)
        }
        give([answer], to: [job])
    }
}
