import DeployLint
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures the library as programs use it.
///
///     LibraryBenchmark time FILE           nanoseconds of processor time a call of lint(json:) on the file, best of many
///     LibraryBenchmark run FILE COUNT      so many such calls, for a profiler
///     LibraryBenchmark leak COUNT          memory after a tenth of so many calls and after all, in KiB
///     LibraryBenchmark threads COUNT       so many calls on each of four threads, whose findings must agree
@main enum LibraryBenchmark {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.dropFirst().first) {
    case ("time", let path?): time(path)
    case ("run", let path?): run(path, arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1)
    case ("leak", let count?): leak(Int(count) ?? 0)
    case ("threads", let count?): threads(Int(count) ?? 0)
    default:
      print("usage: LibraryBenchmark time FILE | run FILE COUNT | leak COUNT | threads COUNT")
      exit(2)
    }
  }

  private static func text(_ path: String) -> String {
    guard let bytes = try? FileReader.read(path) else {
      print("cannot read \(path)")
      exit(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func run(_ path: String, _ count: Int) {
    let text = text(path)
    let linter = Linter()
    for _ in 0..<count { _ = linter.lint(json: text) }
  }

  private static func time(_ path: String) {
    let text = text(path)
    let linter = Linter()
    let report = linter.lint(json: text)
    guard report.diagnostics.isEmpty, report.summary.requests == 1 else {
      print("the request is not clean: \(report)")
      exit(2)
    }
    var best = UInt64.max
    for _ in 0..<50 {
      let start = processorTime()
      for _ in 0..<100 { _ = linter.lint(json: text) }
      best = min(best, (processorTime() - start) / 100)
    }
    print(best)
  }

  private static func processorTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// All ways in, with findings and without, so that whatever keeps memory shows.
  private static func call(_ linter: Linter, _ number: Int) -> Int {
    let percent = number % 100 + 1
    let size = ["Type": "CAPACITY_PERCENT", "Value": .integer(Int64(percent))] as RequestValue
    let request: RequestValue = [
      "EndpointName": "churn-\(number % 1000)", "EndpointConfigName": "churn-config",
      "DeploymentConfig": [
        "BlueGreenUpdatePolicy": [
          "TrafficRoutingConfiguration": ["Type": "CANARY", "WaitIntervalInSeconds": 300, "CanarySize": size]
        ],
        "AutoRollbackConfiguration": ["Alarms": [["AlarmName": "churn-5xx"]]],
      ],
    ]
    switch number % 4 {
    case 0: return linter.lint(request, as: .createEndpoint).diagnostics.count
    case 1: return linter.lint(["EndpointName": "churn", "Tags": "\(number)"], as: .updateEndpoint).diagnostics.count
    case 2: return linter.lint(json: #"{"EndpointName":"churn-\#(number)","EndpointConfigName":"c"}"#).diagnostics.count
    default: return linter.lint(yaml: "EndpointName: churn_\(number)\nEndpointConfigName: c\n").diagnostics.count
    }
  }

  /// The greatest amount of memory so far, in KiB.
  private static func peak() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss / 1024
    #endif
  }

  private static func leak(_ count: Int) {
    let linter = Linter()
    for number in 0..<count / 10 { _ = call(linter, number) }
    let before = peak()
    for number in 0..<count { _ = call(linter, number) }
    let after = peak()
    print("\(before) KiB after \(count / 10) calls, \(after) KiB after \(count) more")
    // A leak of eight bytes a call would show.
    if after - before > max(512, count * 8 / 1024) { exit(1) }
  }

  private static func threads(_ count: Int) {
    let expected = (0..<count).map { call(Linter.shared, $0) }
    let linter = Linter()
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for number in 0..<count {
        let index = (number * 7 + thread * 13) % count
        if call(linter, index) != expected[index] {
          print("thread \(thread) finds something else in request \(index)")
          exit(1)
        }
      }
    }
    print("4 threads, \(count) calls each: the findings agree")
  }
}

extension Linter {
  fileprivate static let shared = Linter()
}
