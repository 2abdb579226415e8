import Testing

@testable import DeployLint

struct WorkersTests {
  @Test(arguments: [0, 1, 7, 8, 9, 1000])
  func resultsStandInTheOrderOfThePieces(_ count: Int) {
    #expect(Workers.map(Array(0..<count)) { $0 * 2 } == (0..<count).map { $0 * 2 })
  }

  @Test func everyPieceIsDoneOnce() {
    let done = Lock<[Int: Int]>([:])
    _ = Workers.map(Array(0..<500)) { piece in done.withLock { $0[piece, default: 0] += 1 } }
    #expect(done.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<500).map { ($0, 1) }))
  }
}
