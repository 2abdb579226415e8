import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Does independent pieces of work on all processors. Plain threads: a runtime for tasks costs more at the start than
/// checking a file does.
enum Workers {
  /// Fewer pieces are done before a thread has started.
  private static let fewest = 8

  /// How many pieces are done side by side.
  static func count(atMost most: Int) -> Int { min(processors, most) }

  /// Readers recurse as deep as their limit lets them, and the stacks of threads are small on some systems.
  private static let stackSize = 8 << 20

  /// The results, in the order of the pieces.
  ///
  /// - Parameter fewest: how many pieces are worth a thread.
  static func map<Piece: Sendable, Result: Sendable>(
    _ pieces: [Piece], fewest: Int = fewest, _ body: @escaping @Sendable (Piece) -> Result
  ) -> [Result] {
    let count = min(processors, (pieces.count - 1) / fewest + 1)
    guard count > 1 else { return pieces.map(body) }
    let shared = Shared<Result>()
    onThreads(count) {
      var own: [(index: Int, result: Result)] = []
      while true {
        let index = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= pieces.count { break }
        own.append((index, body(pieces[index])))
      }
      shared.results.withLock { $0 += own }
    }
    return shared.results.withLock { $0 }.sorted { $0.index < $1.index }.map(\.result)
  }

  private final class Shared<Result: Sendable>: Sendable {
    let next = Atomic(0)
    let results = Lock<[(index: Int, result: Result)]>([])
  }

  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  // MARK: Threads

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs the same on several threads, of which this one is one, and waits for all. Threads that the system does not
  /// give leave their share to the others.
  private static func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let work = Work(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    var threads: [pthread_t] = []
    for _ in 1..<count {
      guard let thread = start(work, &attributes) else { break }
      threads.append(thread)
    }
    pthread_attr_destroy(&attributes)
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  private static func start(_ work: Work, _ attributes: inout pthread_attr_t) -> pthread_t? {
    let held = Unmanaged.passRetained(work)
    #if canImport(Glibc)
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
          return nil
        }, held.toOpaque())
    #else
      var thread: pthread_t?
      let status = pthread_create(
        &thread, &attributes,
        { context in
          Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, held.toOpaque())
    #endif
    guard status == 0 else {
      held.release()
      return nil
    }
    return thread
  }
}
