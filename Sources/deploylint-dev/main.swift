#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

exit(DevelopmentTool.run(Array(CommandLine.arguments.dropFirst())))
