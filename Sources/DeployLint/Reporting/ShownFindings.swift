/// Which findings are shown where each of them takes several lines, or fills a log: a document may have thousands.
struct ShownFindings {
  /// So many of a document, unless somebody asks for another number.
  static let standard = 100

  /// Those that are shown, in their order: the gravest ones.
  let shown: [Diagnostic]
  /// What stands in place of the others; `nil` where all are shown.
  let rest: String?

  /// - Parameters:
  ///   - diagnostics: in the order of the report.
  ///   - most: how many of a document are shown; `nil` for all.
  static func byDocument(_ diagnostics: [Diagnostic], most: Int?) -> [ShownFindings] {
    guard let most, diagnostics.count > most else { return [ShownFindings(shown: diagnostics, rest: nil)] }
    var groups: [ShownFindings] = []
    var start = 0
    while start < diagnostics.count {
      let first = diagnostics[start]
      let end =
        diagnostics[start...].firstIndex { $0.document != first.document || !TextOrder.isEqual($0.file, first.file) }
        ?? diagnostics.count
      groups.append(ShownFindings(of: diagnostics[start..<end], most: most))
      start = end
    }
    return groups
  }

  private init(shown: [Diagnostic], rest: String?) {
    self.shown = shown
    self.rest = rest
  }

  private init(of document: ArraySlice<Diagnostic>, most: Int) {
    guard document.count > most, let first = document.first else {
      self.init(shown: Array(document), rest: nil)
      return
    }
    var room = most
    var least = Severity.note
    // How many of the least severity that is shown still fit.
    for severity in Severity.allCases.sorted(by: >) {
      let count = document.count { $0.severity == severity }
      least = severity
      if count >= room { break }
      room -= count
    }
    var shown: [Diagnostic] = []
    for diagnostic in document where diagnostic.severity >= least {
      if diagnostic.severity == least {
        guard room > 0 else { continue }
        room -= 1
      }
      shown.append(diagnostic)
    }
    let number = first.document > 0 ? " (document \(first.document + 1))" : ""
    let count = document.count - shown.count
    self.init(
      shown: shown,
      rest: "and \(Self.grouped(count)) more in \(DisplayText.escaped(first.file))\(number); --max-shown 0 shows all")
  }

  /// `4812` as `4 812`.
  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number).utf8)
    var at = digits.count - 3
    while at > 0 {
      digits.insert(0x20, at: at)
      at -= 3
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
