// swift-tools-version: 6.2
// 6.2 is the first version whose compiler has the `Span` family that the readers are written with.
import PackageDescription

/// `FUZZ=1` instruments what is tested for AddressSanitizer and libFuzzer, and adds the program of `Tests/Fuzzing`.
let isFuzzing = Context.environment["FUZZ"] != nil
let fuzzing: [SwiftSetting] =
  isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])] : []
/// The tests around it need no counters, and to optimise them would take longer than to run them.
let aroundFuzzing: [SwiftSetting] = isFuzzing ? [.define("ADDRESS_SANITIZER"), .unsafeFlags(["-Onone"])] : []

/// `WARNINGS_AS_ERRORS=1` makes them errors in every target.
let warnings: [SwiftSetting] =
  Context.environment["WARNINGS_AS_ERRORS"] != nil ? [.treatAllWarnings(as: .error)] : []

/// `COVERAGE=1` counts which lines run, in debug builds: also in the executables that tests start.
let isCovered = Context.environment["COVERAGE"] != nil
let counters: [SwiftSetting] =
  isCovered
  ? [.unsafeFlags(["-profile-generate", "-profile-coverage-mapping"], .when(configuration: .debug))] : []
let counterLibrary: [LinkerSetting] =
  isCovered ? [.unsafeFlags(["-profile-generate"], .when(configuration: .debug))] : []

/// Settings of every target: the language mode is Swift 6, and what a later mode will ask for is asked for now.
let common: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + warnings + counters
let strict = common + fuzzing
let tests = common + aroundFuzzing

/// The release executable on Linux needs nothing where it runs: no Swift, no libyaml, no C library.
/// The group names what argument-parser's Foundation leaves unresolved in a static link.
/// `DEPLOYLINT_DYNAMIC=1` builds it dynamically, for machines without `libc.a`; AddressSanitizer knows no other way.
let staticExecutable: [LinkerSetting] =
  Context.environment["DEPLOYLINT_DYNAMIC"] == nil && !isFuzzing
  ? [
    .unsafeFlags(
      [
        "-static-executable", "-use-ld=lld", "-Xlinker", "-s",
        "-Xlinker", "--start-group", "-l_FoundationCollections", "-l_FoundationCShims", "-lswiftSynchronization",
        "-Xlinker", "--end-group",
      ],
      .when(platforms: [.linux], configuration: .release))
  ] : []

#if os(macOS)
  // Homebrew's headers are found through pkg-config only; on Linux it would pull in the shared library.
  let libyaml: Target = .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.brew(["libyaml"])])
#else
  let libyaml: Target = .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"])])
#endif

let package = Package(
  name: "deploylint",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "DeployLint", targets: ["DeployLint"]),
    .executable(name: "deploylint", targets: ["deploylint-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // Know nothing of deployments.
    libyaml,
    // Everything is linked with it.
    .target(name: "LinearRegex", swiftSettings: strict, linkerSettings: counterLibrary),
    .target(name: "CEL", dependencies: ["LinearRegex"], swiftSettings: strict),

    // The library.
    .target(name: "DeployLintPack"),
    .target(
      name: "DeployLint",
      dependencies: ["CEL", "CLibYAML", "DeployLintPack", "LinearRegex"],
      swiftSettings: strict,
      linkerSettings: [
        .linkedLibrary(":libyaml.a", .when(platforms: [.linux])),
        .linkedLibrary("yaml", .when(platforms: [.macOS])),
      ]),

    // The executables: users' and maintainers'.
    .executableTarget(
      name: "deploylint-cli",
      dependencies: ["DeployLint", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict,
      linkerSettings: staticExecutable),
    .executableTarget(
      name: "deploylint-dev", dependencies: ["CEL", "DeployLint", "LinearRegex"], swiftSettings: strict),

    // Tests.
    .testTarget(
      name: "LinearRegexTests", dependencies: ["LinearRegex"], exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(name: "CELTests", dependencies: ["CEL"], exclude: ["Fixtures"], swiftSettings: tests),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(
      name: "DeployLintTests", dependencies: ["AllocationCounter", "DeployLint", "DeployLintPack"],
      swiftSettings: tests),
    .testTarget(
      name: "RuleExampleTests", dependencies: ["DeployLint"], exclude: ["equivalent-mutants.yaml"],
      swiftSettings: tests),
    .testTarget(
      name: "LibraryTests", dependencies: ["DeployLint"],
      exclude: ["PublicInterface.txt", "public_interface.py", "dependent_package.py"], swiftSettings: tests),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "DeployLint", "deploylint-cli", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Golden"], swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6]
)

/// `UNIT_TESTS=1` leaves out the tests that start thousands of processes, which take too long with ThreadSanitizer.
if Context.environment["UNIT_TESTS"] != nil {
  package.targets.removeAll { $0.name == "CommandLineTests" }
}

// What only the scripts beside it build.
if isFuzzing {
  package.targets.append(
    .executableTarget(
      name: "FuzzTargets", dependencies: ["CEL", "LinearRegex", "DeployLint"], path: "Tests/Fuzzing/FuzzTargets",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}
if Context.environment["TEST_TOOLS"] != nil {
  package.targets += [
    .executableTarget(
      name: "PatternVerdicts", dependencies: ["LinearRegex"], path: "Tests/Oracles/PatternVerdicts",
      swiftSettings: strict),
    .executableTarget(
      name: "YAMLTrees", dependencies: ["DeployLint"], path: "Tests/Oracles/YAMLTrees", swiftSettings: strict),
    .executableTarget(
      name: "LibraryBenchmark", dependencies: ["DeployLint"], path: "Tests/Benchmarks/LibraryBenchmark",
      swiftSettings: strict),
    .executableTarget(
      name: "CELBenchmark", dependencies: ["CEL", "LinearRegex"], path: "Tests/Benchmarks/CELBenchmark",
      swiftSettings: strict),
  ]
}
