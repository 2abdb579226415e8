#!/usr/bin/env python3
"""Builds and runs a package that depends on this one by version, from a clone with a tag: a client that refuses to send.

SwiftPM refuses a dependency by version whose targets have unsafe flags. Needs git and Swift; `--scratch FOLDER` keeps what
was built.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Submitter",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "file://{url}", from: "{version}")],
  targets: [
    .executableTarget(
      name: "Submitter", dependencies: [.product(name: "DeployLint", package: "deploylint")])
  ]
)
"""

PROGRAM = """import DeployLint

struct Request: Encodable {
  var EndpointName: String
  var EndpointConfigName: String
}

func submit(_ request: Request, with linter: Linter) {
  do {
    try linter.validate(request, as: .createEndpoint)
    print("sent \\(request.EndpointName)")
  } catch {
    print("refused: \\(error)")
  }
}

let linter = Linter()
submit(Request(EndpointName: "churn", EndpointConfigName: "churn-config"), with: linter)
submit(Request(EndpointName: "churn_prod", EndpointConfigName: "churn-config"), with: linter)
"""

EXPECTED = """sent churn
refused: <request>: EndpointName: error: EndpointName is 'churn_prod'; ASCII letters, digits and inner hyphens are \
allowed, '_' is not [schema/pattern]
  help: start and end with a letter or digit, and use only hyphens in between
"""


def run(*command, folder=None):
    outcome = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if outcome.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, command))} failed\n{outcome.stdout}{outcome.stderr}")
    return outcome.stdout


def version():
    for path in ROOT.glob("Sources/DeployLint/**/Tool.swift"):
        for line in path.read_text().splitlines():
            if "static let version" in line:
                return line.split('"')[1]
    sys.exit("error: the version is not where it was")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scratch", type=pathlib.Path)
    parser.add_argument("--configuration", default="debug", choices=["debug", "release"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        # The name of the folder is that of the package.
        clone = folder / "deploylint"
        run("git", "clone", "--quiet", "--no-hardlinks", ROOT, clone)
        run("git", "-c", "user.name=test", "-c", "user.email=test@example.com", "tag", "-f", version(), folder=clone)
        package = folder / "submitter"
        (package / "Sources/Submitter").mkdir(parents=True)
        (package / "Package.swift").write_text(MANIFEST.format(url=clone, version=version()))
        (package / "Sources/Submitter/main.swift").write_text(PROGRAM)
        scratch = arguments.scratch or package / ".build"
        build = ["swift", "build", "-c", arguments.configuration, "--package-path", package, "--scratch-path", scratch]
        output = run(*build)
        if "warning:" in output:
            sys.exit(f"error: the package builds with warnings\n{output}")
        program = pathlib.Path(run(*build, "--show-bin-path").strip()) / "Submitter"
        printed = run(program)
        if printed != EXPECTED:
            sys.exit(f"error: the program printed\n{printed}instead of\n{EXPECTED}")
    print(f"a package that depends on deploylint {version()} builds in {arguments.configuration}, and refuses to send")


if __name__ == "__main__":
    main()
