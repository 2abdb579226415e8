import CLibYAML
import Foundation
import Testing

@testable import DeployLint

/// The community's collections of good and bad texts, where they are at hand.
@Suite struct ConformanceTests {
  /// The files of a suite below the folder that a variable names; none, and a line that says so, where it is missing.
  static func files(_ variable: String, default folder: String, extension suffix: String) -> [String] {
    let folder = ProcessInfo.processInfo.environment[variable] ?? folder
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    if names.isEmpty { print("no conformance suite at \(folder): name one in \(variable)") }
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
  }

  @Test func jsonTestSuite() throws {
    var counts = ["y_": 0, "n_": 0, "i_": 0]
    for path in Self.files("JSON_TEST_SUITE", default: "../shared/torture/json", extension: ".json") {
      let bytes = try FileReader.read(path)
      let name = (path as NSString).lastPathComponent
      let isRefused = Reading.problems(bytes, .json).contains { $0.rule != SyntaxProblem.byteOrderMark }
      counts[String(name.prefix(2)), default: 0] += 1
      if name.hasPrefix("y_") { #expect(!isRefused, "\(name)") }
      if name.hasPrefix("n_") { #expect(isRefused, "\(name)") }
      for document in Reading.documents(String(decoding: bytes, as: UTF8.self), .json) where !isRefused {
        Self.check(document.root, in: document.range)
      }
    }
    print(
      "JSONTestSuite: \(counts["y_"] ?? 0) files that must be read, \(counts["n_"] ?? 0) that must be refused, "
        + "\(counts["i_"] ?? 0) that may be either")
  }

  @Test func yamlTestSuite() throws {
    var counts = [false: 0, true: 0]
    for path in Self.files("YAML_TEST_SUITE", default: "../shared/torture/yaml", extension: ".yaml") {
      let bytes = try FileReader.read(path)
      let events = Reading.events(bytes, .yaml)
      let isRefused = events.contains { if case .problem = $0 { true } else { false } }
      counts[isRefused, default: 0] += 1
      #expect(isRefused == !Self.isReadByLibYAML(bytes), "\(path)")
      for case .document(let document) in events { Self.check(document.root, in: document.range) }
    }
    print("yaml-test-suite: \(counts[false] ?? 0) files read and \(counts[true] ?? 0) refused, as libyaml does")
  }

  /// Every node lies in its document, children lie in their parents, and counts are right.
  static func check(_ node: Node, in range: Range<Int>) {
    let own = node.definitionRange ?? node.valueRange
    if node.definitionRange == nil {
      #expect(range.lowerBound <= own.lowerBound && own.upperBound <= range.upperBound)
    }
    #expect(node.count == Array(node.children).count || !node.isContainer)
    for child in node.allChildren { check(child, in: child.isMerged ? node.document.range : own) }
  }

  static func isReadByLibYAML(_ bytes: [UInt8]) -> Bool {
    var parser = yaml_parser_t()
    guard !bytes.isEmpty, yaml_parser_initialize(&parser) == 1 else { return true }
    defer { yaml_parser_delete(&parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return false }
        let type = event.type
        yaml_event_delete(&event)
        if type == YAML_STREAM_END_EVENT { return true }
      }
    }
  }
}
