import Testing

@testable import DeployLint

struct VersionRequirementTests {
  @Test(arguments: [
    (">=0.3", "0.3.0", true), (">=0.3", "0.2.9", false), (">=0.3", "1.0.0", true), (">=0.3", "0.10.0", true),
    (">0.3", "0.3.9", false), (">0.3", "0.4.0", true), ("<=0.3", "0.3.9", true), ("<=0.3", "0.4.0", false),
    ("<0.3", "0.2.99", true), ("<0.3", "0.3.0", false), ("==0.3.1", "0.3.1", true), ("==0.3.1", "0.3.2", false),
    ("==0.3", "0.3.7", true), ("0.3.1", "0.3.1", true), ("0.3.1", "0.3.0", false), ("!=0.3.1", "0.3.1", false),
    ("!=0.3.1", "0.3.2", true), (">=0.3,<0.5", "0.4.9", true), (">= 0.3 , < 0.5", "0.5.0", false), ("1", "1.9.9", true),
    (">=0.3.1", "0.3.1-beta.1", false), (">=0.3", "0.3.0-beta", false), (">=0.3", "0.3.1-beta", true),
    (">=0.3.0-beta.2", "0.3.0-beta.10", true), (">=0.3.0-beta.2", "0.3.0-beta", false), ("<0.3.0", "0.3.0-rc.1", true),
    ("==0.3.0", "0.3.0+build", true), (">0.3.0-alpha", "0.3.0-1", false), (">0.3.0-1", "0.3.0-alpha", true),
    (">=0.3.0-alpha", "0.3.0-beta", true), (">=0.3.0-beta", "0.3.0-alpha", false),
  ])
  func versionsAreComparedNumberByNumber(requirement: String, version: String, isMet: Bool) throws {
    #expect(try #require(VersionRequirement(requirement)).isMet(by: version) == isMet)
  }

  @Test(arguments: [
    "", " ", ",", ">=", ">=0.3,", "latest", "^0.3", "~=0.3", "=0.3", "0.3.1.2", "0..1", "v0.3", ">=0.3 <0.5",
    "0.3-beta",
    "0.3.0-", "0.3.0-a..b", "99999999999999999999", "-1", "０.3",
  ])
  func whatIsNoListOfComparisonsIsRefused(_ text: String) {
    #expect(VersionRequirement(text) == nil)
  }

  @Test func theOwnVersionIsOne() throws {
    #expect(try #require(VersionRequirement("==\(Tool.version)")).isMet(by: Tool.version))
    #expect(VersionRequirement("0.3, <1")?.specifier == "==0.3,<1")
  }
}
