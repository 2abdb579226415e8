#pragma once

/// A list that is written where it is used, with its length.
#define LIST(type, ...) {(const type[]){__VA_ARGS__}, sizeof((const type[]){__VA_ARGS__}) / sizeof(type)}

#define NAMES(...) LIST(char *const, __VA_ARGS__)
#define SHAPES(...) LIST(int32_t, __VA_ARGS__)
#define CASES(...) LIST(DeployLintPackShapes, __VA_ARGS__)
#define MEMBERS(...) LIST(DeployLintPackMember, __VA_ARGS__)
#define STEPS(...) LIST(DeployLintPackStep, __VA_ARGS__)
