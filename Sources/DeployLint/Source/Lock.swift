#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A state that one thread at a time may touch.
///
/// A plain lock of the system: on Linux ThreadSanitizer does not see into the standard library's `Mutex` and takes what
/// it guards for races, in the tests of everyone who uses the library.
package final class Lock<State: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var state: State

  package init(_ state: State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  package func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }
}
