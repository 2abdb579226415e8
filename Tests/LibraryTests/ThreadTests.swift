import DeployLint
import Foundation
import Synchronization
import Testing

@Suite struct ThreadTests {
  /// Run with `--sanitize=thread`, this also shows that nothing is shared that may not be.
  @Test func `threads share a linter, new or used, and find the same`() {
    let requests = (1...100).map { canary(Int64($0)) }
    let expected = requests.map { linter.lint($0, as: .createEndpoint) }
    let fresh = Linter()
    let differences = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for (index, request) in requests.enumerated().reversed() where (index + thread) % 2 == 0 {
        if fresh.lint(request, as: .createEndpoint) != expected[index] {
          differences.add(1, ordering: .relaxed)
        }
      }
    }
    #expect(differences.load(ordering: .relaxed) == 0)
    #expect(expected.filter { $0.diagnostics.isEmpty }.count == 50)
  }
}
