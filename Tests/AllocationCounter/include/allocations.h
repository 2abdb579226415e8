#pragma once
#include <stdbool.h>

/// Whether allocations are counted: by glibc only, and not beside a sanitiser, which has a malloc of its own.
bool countsAllocations(void);

/// How often this thread has asked for memory.
unsigned long allocationsOfThread(void);
