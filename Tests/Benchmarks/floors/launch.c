/* launch COUNT INPUT COMMAND...   runs a command so often with a file as its standard input, and prints for each run:
 * wall time and processor time in microseconds, the peak of its memory in KiB, and its exit status.
 *
 * A program of its own because what a process starts inherits its peak of memory, and Python's is larger than what is to
 * be measured. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 4) return 2;
  for (int runs = atoi(arguments[1]); runs > 0; runs--) {
    struct timespec start, end;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0) {
      int nothing = open("/dev/null", O_WRONLY);
      int input = open(arguments[2], O_RDONLY);
      if (nothing < 0 || input < 0) _exit(127);
      dup2(input, 0);
      dup2(nothing, 1);
      dup2(nothing, 2);
      execvp(arguments[3], arguments + 3);
      _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) return 2;
    clock_gettime(CLOCK_MONOTONIC, &end);
    double wall = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    printf("%.0f %.0f %ld %d\n", wall * 1e6, (seconds(usage.ru_utime) + seconds(usage.ru_stime)) * 1e6, usage.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128);
  }
  return 0;
}
