import Testing

/// What shells ask for.
@Suite struct CompletionTests {
  @Test(arguments: ["bash", "zsh", "fish"])
  func `a script knows every command by its own name`(shell: String) throws {
    let outcome = try Executable.run("completions", shell)
    #expect(outcome.status == 0)
    for word in ["check", "explain", "completions", "fail-level", "skip-unrecognized"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    #expect(try Executable.run("--generate-completion-script", shell).output == outcome.output)
  }

  @Test func `another shell is refused with the ones that are known`() throws {
    let outcome = try Executable.run("completions", "tcsh")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("bash"))
  }

  @Test func `the executable completes rules`() throws {
    let outcome = try Executable.run(
      "---completion", "explain", "--", "positional@0", "2", "2", "deploylint", "explain", "sagemaker/can")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("sagemaker/canary-too-large\n"))
  }

  @Test func `the version is told behind a command, too`() throws {
    #expect(try Executable.run("check", "--version").output == Executable.run("--version").output)
  }
}
