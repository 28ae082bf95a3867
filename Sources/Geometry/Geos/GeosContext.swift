import CGeos

/// One GEOS context with the last thing it complained of.
///
/// Made for one calculation and used on the thread that made it: a context must not be used by two
/// threads at once (libgeos.org, "Reentrant/threadsafe API"), and making one costs microseconds.
final class GeosContext {
    let handle: OpaquePointer
    private(set) var lastMessage = "no reason given"

    init() throws(GeometryError) {
        guard let handle = GEOS_init_r() else { throw .geos("no memory for a context") }
        self.handle = handle
        // Unretained is enough: GEOS calls back only while a method of this object is running.
        GEOSContext_setErrorMessageHandler_r(
            handle,
            { message, owner in
                guard let message, let owner else { return }
                Unmanaged<GeosContext>.fromOpaque(owner).takeUnretainedValue()
                    .lastMessage = String(cString: message)
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    deinit { GEOS_finish_r(handle) }

    /// A fresh shape that GEOS has handed over, or the error it left behind.
    func own(_ pointer: OpaquePointer?) throws(GeometryError) -> GeosGeometry {
        GeosGeometry(context: self, pointer: try checked(pointer))
    }

    func checked(_ pointer: OpaquePointer?) throws(GeometryError) -> OpaquePointer {
        guard let pointer else { throw failure }
        return pointer
    }

    /// GEOS answers 0 for no, 1 for yes and 2 for an exception.
    func answer(_ result: CChar) throws(GeometryError) -> Bool {
        guard result != 2 else { throw failure }
        return result == 1
    }

    var failure: GeometryError { .geos(lastMessage) }
}
