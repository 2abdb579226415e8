import Testing

@testable import DeployLint

struct RequestPathTests {
  @Test func theRequestItselfHasAnEmptyPath() {
    #expect(RequestPath().description == "")
    #expect(RequestPath().pointer == "")
  }

  @Test func writesMembersAndItems() {
    let path = RequestPath([.member("Tags"), .item(0), .member("Key")])
    #expect(path.description == "Tags[0].Key")
    #expect(path.pointer == "/Tags/0/Key")
  }

  @Test func escapesPointersAsRFC6901Says() {
    #expect(RequestPath([.member("a/b~c"), .member("")]).pointer == "/a~1b~0c/")
  }
}
