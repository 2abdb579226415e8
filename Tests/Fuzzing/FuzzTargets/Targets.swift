@testable import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>, Int) -> Int32
) -> Int32

/// What a run is about: the variable `FUZZ_TARGET` names it, so that libFuzzer's own arguments stay as they are.
enum Target: String, CaseIterable {
  case cel, regex, json, yaml, lint, rules, configuration, suppressions

  func run(_ input: [UInt8]) {
    switch self {
    case .cel: CELFuzzing.run(input)
    case .regex: RegexFuzzing.run(input)
    case .json: TreeFuzzing.json(input)
    case .yaml: TreeFuzzing.yaml(input)
    case .lint: LintFuzzing.run(input)
    case .rules: RuleFuzzing.run(input)
    case .configuration: ConfigurationFuzzing.run(input)
    case .suppressions: SuppressionFuzzing.run(input)
    }
  }
}

private let target: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = Target(rawValue: name) else {
    let names = Target.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("FUZZ_TARGET is '\(name)'; it names one of \(names)")
  }
  return target
}()

/// The program that `FUZZ_TARGET` makes of it: a text, and whatever that target does with it.
@_cdecl("FuzzTargets_main")
public func fuzzTargets(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { bytes, size in
    target.run(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  }
}

/// What every run shares, made once.
enum Shared {
  static let model = RulePack.model

  static func linter(_ options: Linter.Options) -> Linter {
    var options = options
    options.model = model
    return Linter(options)
  }
}
