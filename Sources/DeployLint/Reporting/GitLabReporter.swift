/// GitLab's Code Quality report: one JSON array, for `artifacts:reports:codequality`.
public enum GitLabReporter {
  /// The array; `[]` for a report without findings and problems.
  ///
  /// - Parameter base: GitLab asks for paths from the root of the repository.
  package static func render(_ report: Report, base: PathBase = PathBase(folder: nil)) -> String {
    var fingerprints = UniqueFingerprints()
    var writer = JSONWriter(isPretty: true)
    writer.array { writer in
      for diagnostic in report.diagnostics {
        let file = base.path(of: diagnostic.file)
        writer.item(
          diagnostic.sentence, check: diagnostic.rule, severity(of: diagnostic.severity), file, diagnostic.span,
          fingerprint: fingerprints.make([
            file, String(diagnostic.document), diagnostic.request?.location.pointer ?? "", diagnostic.fingerprint,
          ]))
      }
      for issue in report.issues {
        let file = issue.file.map { base.path(of: $0) } ?? "."
        writer.item(
          issue.message, check: issue.id.rawValue, issue.severity == .error ? "blocker" : "info", file, nil,
          fingerprint: fingerprints.make([file, issue.id.rawValue, issue.message]))
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func severity(of severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "minor"
    case .note: "info"
    }
  }

  /// GitLab drops the second of two entries with equal fingerprints.
  private struct UniqueFingerprints {
    private var counts: [StableHash: Int] = [:]

    mutating func make(_ parts: [String]) -> String {
      var hash = StableHash()
      for part in parts { hash.add(part) }
      var unique = hash
      // The numbered one may be there already as well.
      while let count = counts[unique] {
        counts[unique] = count + 1
        unique = hash
        unique.add(String(count))
      }
      counts[unique] = 1
      return unique.digits
    }
  }
}

extension JSONWriter {
  fileprivate mutating func item(
    _ description: String, check: String, _ severity: String, _ file: String, _ span: Span?, fingerprint: String
  ) {
    object { writer in
      writer.member("description", DisplayText.escaped(description))
      writer.member("check_name", check)
      writer.member("fingerprint", fingerprint)
      writer.member("severity", severity)
      writer.name("location")
      writer.object { writer in
        writer.member("path", file)
        writer.name("lines")
        writer.object { writer in
          // A line is obligatory, also for what has none.
          writer.member("begin", span?.start.line ?? 1)
          writer.member("end", span?.end.line ?? 1)
        }
      }
    }
  }
}
