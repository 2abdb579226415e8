import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Says on a terminal how far a long run has come: on one line of standard error, which is gone when the run ends.
final class ProgressLine: Sendable {
  /// A run that takes no longer shows nothing; in milliseconds.
  private static let patience: UInt64 = 500
  /// How often the line is written, in milliseconds.
  private static let interval: UInt64 = 100

  private struct State {
    var files = 0
    var known = 0
    var bytes = 0
    var isShown = false
    /// When the line is to be written next.
    var due: UInt64
  }

  private let state: Lock<State>
  private let isUsed: Bool

  init() {
    isUsed = Terminal.showsProgress
    state = Lock(State(due: Self.now + Self.patience))
  }

  /// May be called from any thread.
  func advance(_ advance: PathRun.Advance) {
    guard isUsed else { return }
    state.withLock { state in
      switch advance {
      case .files(let done, let known): (state.files, state.known) = (done, known)
      case .bytes(let count): state.bytes += count
      }
      let now = Self.now
      guard now >= state.due, state.known > 0 || state.bytes > 0 else { return }
      state.due = now + Self.interval
      state.isShown = true
      Terminal.show(progress: Self.text(state))
    }
  }

  /// Takes the line away, before anything else is written and at the end.
  func clear() {
    guard isUsed else { return }
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      Terminal.show(progress: "")
    }
  }

  private static func text(_ state: State) -> String {
    var parts: [String] = []
    if state.known > 0 { parts.append("\(state.files) of \(state.known) files") }
    if state.bytes > 0 { parts.append("\(state.bytes >> 20) MiB of a stream") }
    return "checked " + parts.joined(separator: ", ")
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }
}
