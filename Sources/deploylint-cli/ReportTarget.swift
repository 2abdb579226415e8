import ArgumentParser
import DeployLint

/// A format, and where its report goes.
struct ReportTarget {
  static let format = "--format"
  static let output = "--output"

  let format: ReportFormat
  /// `nil` is standard output.
  let file: String?

  /// Pairs each `--output` of a command line with the `--format` before it, which the parser's own lists cannot.
  ///
  /// - Parameter arguments: as a reader of the command line has accepted them, so that each option has its value.
  static func targets(in arguments: [String]) throws(ValidationError) -> [ReportTarget] {
    let options = options(in: arguments)
    if options.isEmpty { return [ReportTarget(format: .text, file: nil)] }
    var pairs: [(format: ReportFormat, output: String?)] = []
    for option in options {
      if option.name == format {
        // The reader has refused what is no format.
        guard let format = ReportFormat(rawValue: option.value) else { continue }
        pairs.append((format, nil))
        continue
      }
      let shown = DisplayText.escaped(option.value)
      if option.value.isEmpty { throw ValidationError("\(output) names no file; '-' is standard output") }
      guard let last = pairs.last else {
        let guess = guess(option.value)
        throw ValidationError(
          "'\(output) \(shown)' has no format; write it behind one: \(format) \(guess) \(output) \(shown)")
      }
      if let first = last.output {
        throw ValidationError(
          "\(format) \(last.format.rawValue) has two outputs; repeat the format: "
            + "\(format) \(last.format.rawValue) \(output) \(DisplayText.escaped(first)) "
            + "\(format) \(last.format.rawValue) \(output) \(shown)")
      }
      pairs[pairs.count - 1].output = option.value
    }
    let targets = pairs.map { pair in
      ReportTarget(format: pair.format, file: pair.output.flatMap { TextOrder.isEqual($0, "-") ? nil : $0 })
    }
    try refuseSharing(targets)
    return targets
  }

  /// A report must not take the place of what was checked.
  static func refuseOverwriting(_ paths: [String], by targets: [ReportTarget]) throws(ValidationError) {
    for file in targets.compactMap(\.file) {
      for path in paths where !TextOrder.isEqual(path, "-") && FileWriter.isSame(path, file) {
        throw ValidationError(
          "'\(output) \(DisplayText.escaped(file))' would overwrite what is checked; name another file")
      }
    }
  }

  // MARK: Steps

  /// The formats and outputs of a command line in their order; what follows `--` are paths.
  private static func options(in arguments: [String]) -> [(name: String, value: String)] {
    var options: [(name: String, value: String)] = []
    var rest = arguments.prefix { !TextOrder.isEqual($0, "--") }
    while let argument = rest.popFirst() {
      for name in [format, output] {
        if TextOrder.isEqual(argument, name), let value = rest.popFirst() {
          options.append((name, value))
        } else if argument.utf8.starts(with: (name + "=").utf8) {
          let value = String(decoding: argument.utf8.dropFirst(name.utf8.count + 1), as: UTF8.self)
          // The parser takes the next word where none follows the sign.
          options.append((name, value.isEmpty ? rest.popFirst() ?? "" : value))
        }
      }
    }
    return options
  }

  private static func refuseSharing(_ targets: [ReportTarget]) throws(ValidationError) {
    for (number, target) in targets.enumerated() {
      for other in targets[..<number] {
        switch (other.file, target.file) {
        case (nil, nil):
          let name = target.format.rawValue
          throw ValidationError(
            "\(format) \(other.format.rawValue) and \(format) \(name) both go to standard output; "
              + "give one a file: \(format) \(other.format.rawValue) \(format) \(name) \(output) "
              + "report.\(target.format.fileExtension)")
        case (let first?, let second?) where FileWriter.isSame(first, second):
          let shown = DisplayText.escaped(second)
          throw ValidationError(
            "\(format) \(other.format.rawValue) and \(format) \(target.format.rawValue) both go to '\(shown)'; "
              + "give one another file: \(format) \(target.format.rawValue) \(output) "
              + "\(shown).\(target.format.fileExtension)")
        default: break
        }
      }
    }
  }

  private static func guess(_ file: String) -> String {
    let fits = ReportFormat.allCases.filter {
      file.utf8.reversed().starts(with: ("." + $0.fileExtension).utf8.reversed())
    }
    return (fits.first ?? .text).rawValue
  }
}

extension ReportFormat {
  /// What files of the format usually end with.
  fileprivate var fileExtension: String {
    switch self {
    case .text, .compact, .github, .auto: "txt"
    case .json, .gitlab: "json"
    case .ndjson: "ndjson"
    case .sarif: "sarif"
    case .junit, .checkstyle: "xml"
    }
  }
}
