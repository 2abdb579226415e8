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
    let next = Counter()
    let results = Slots<Result>(pieces.count)
    onThreads(count) {
      while case let index = next.take(), index < pieces.count { results.fill(index, body(pieces[index])) }
    }
    return results.take()
  }

  private final class Counter: Sendable {
    private let next = Atomic(0)

    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  /// A place for each result. Each is filled once, by one thread, and all are before they are taken; so no lock is needed,
  /// and no result has to be put into its place afterwards.
  private final class Slots<Result: Sendable>: @unchecked Sendable {
    private let slots: UnsafeMutableBufferPointer<Result>

    init(_ count: Int) {
      slots = .allocate(capacity: count)
    }

    deinit { slots.deallocate() }

    func fill(_ index: Int, _ result: Result) { slots.initializeElement(at: index, to: result) }

    func take() -> [Result] {
      [Result](unsafeUninitializedCapacity: slots.count) { buffer, count in
        count = buffer.moveInitialize(fromContentsOf: slots)
      }
    }
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
