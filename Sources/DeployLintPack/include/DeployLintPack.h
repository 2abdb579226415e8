#pragma once
#include <stddef.h>
#include <stdint.h>

/// A file that is embedded as it is.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} DeployLintPackFile;

typedef struct {
  const char *_Nonnull const *_Nullable first;
  size_t count;
} DeployLintPackNames;

/// A number that may be missing.
typedef struct {
  int is_given;
  int64_t value;
} DeployLintPackNumber;

/// A member of a shape.
typedef struct {
  /// Among the model's member names.
  int name;
  /// Among the model's shapes.
  int shape;
  int is_required;
} DeployLintPackMember;

typedef struct {
  const DeployLintPackMember *_Nullable first;
  size_t count;
} DeployLintPackMembers;

/// All states of a pattern for texts in ASCII, as `CompleteDFA.Table` has them.
typedef struct {
  const int32_t *_Nonnull transitions;
  /// Of each byte.
  const uint8_t *_Nonnull symbols;
  int32_t start, accepted, end_symbol;
} DeployLintPackAutomaton;

/// A pattern that is known to compile.
typedef struct {
  const char *_Nonnull source;
  /// The fewest characters that a match has.
  int64_t least_length;
  /// A character of ASCII that every match holds.
  DeployLintPackNumber required;
  /// What it is used with: in a shape for whole values, in a condition to search; missing where it is too large.
  const DeployLintPackAutomaton *_Nullable automaton;
} DeployLintPackPattern;

/// As JSON Schema calls it. Closed, so that Swift knows that there is no other.
typedef enum __attribute__((enum_extensibility(closed))) {
  DeployLintPackTypeObject,
  DeployLintPackTypeArray,
  DeployLintPackTypeString,
  DeployLintPackTypeInteger,
  DeployLintPackTypeNumber,
  DeployLintPackTypeBoolean,
} DeployLintPackType;

/// A shape of the model; what it does not say is zero.
typedef struct {
  const char *_Nonnull name;
  DeployLintPackType type;
  DeployLintPackMembers members;
  /// Among the model's shapes: that of the items, and that whose rules hold here too.
  DeployLintPackNumber item, acts_as;
  DeployLintPackNames enumeration;
  DeployLintPackNumber minimum, maximum, min_length, max_length, min_items, max_items;
  /// What the whole value matches.
  const DeployLintPackPattern *_Nullable pattern;
} DeployLintPackShape;

/// An operation of the service that is not checked.
typedef struct {
  const char *_Nonnull name;
  int is_output;
  DeployLintPackNames members, required;
} DeployLintPackOperation;

/// What rules/sagemaker/model.json says, so that no run has to read it.
typedef struct {
  const char *_Nonnull version;
  const char *_Nonnull date;
  DeployLintPackNames member_names;
  const DeployLintPackShape *_Nonnull shapes;
  size_t shape_count;
  const DeployLintPackOperation *_Nonnull other_operations;
  size_t other_operation_count;
  /// Of whole requests, among the shapes.
  int create_endpoint, update_endpoint, deployment_config;
} DeployLintPackModel;

extern const DeployLintPackModel deploylint_pack_model;

/// Shapes, as positions in the model.
typedef struct {
  const int32_t *_Nonnull first;
  size_t count;
} DeployLintPackShapes;

typedef struct {
  const DeployLintPackShapes *_Nullable first;
  size_t count;
} DeployLintPackCases;

/// What is known of a rule before its line is read, so that a run reads only the lines of rules that it needs.
typedef struct {
  const char *_Nonnull id;
  /// The shapes of each case.
  DeployLintPackCases cases;
  /// The ids of the rules that it makes way for.
  DeployLintPackNames unless;
  /// Whether it runs only where somebody switches it on.
  int is_off;
  /// Whether it runs only where somebody asks for rules in preview.
  int is_preview;
  /// Whether one of its cases is an error that is documented or on record, which the preset `minimal` keeps.
  int is_minimal;
  /// Its line of sagemaker.jsonl: what checking needs of it.
  DeployLintPackFile line;
} DeployLintPackRule;

/// All rules, sorted by id.
const DeployLintPackRule *_Nonnull deploylint_pack_rules(size_t *_Nonnull count);

/// rules/rule.schema.json
DeployLintPackFile deploylint_pack_rule_schema(void);

/// One rule file of rules/, for `explain` and for the tests of the examples.
typedef struct {
  const char *_Nonnull id;
  DeployLintPackFile file;
} DeployLintPackRuleFile;

/// All rule files, sorted by id.
const DeployLintPackRuleFile *_Nonnull deploylint_pack_rule_files(size_t *_Nonnull count);

/// A step of a condition, laid out as the `ScalarCode.Step` that it is read as.
typedef struct {
  uint8_t operation;
  int32_t first, second, third;
  int64_t number;
} DeployLintPackStep;

typedef struct {
  const DeployLintPackStep *_Nullable first;
  size_t count;
} DeployLintPackSteps;

/// How a case of a rule is asked.
typedef struct {
  /// The steps of its conditions; none for a rule of uniqueness.
  DeployLintPackSteps steps;
  /// The UTF-8 of all constant texts.
  const char *_Nonnull texts;
  size_t text_count;
  /// Among the patterns; its steps count theirs from here.
  int first_pattern, pattern_count;
  int has_when;
  /// The steps at which the conditions begin; missing for those that take more than scalars.
  DeployLintPackNumber when, require;
  /// The member that a rule of uniqueness compares, by its id; missing where the model does not know it.
  DeployLintPackNumber member;
} DeployLintPackQuestion;

/// Those of all cases of all rules, in their order.
extern const DeployLintPackQuestion *_Nonnull const deploylint_pack_questions;
extern const size_t deploylint_pack_question_count;

/// What conditions match with.
extern const DeployLintPackPattern *_Nonnull const deploylint_pack_patterns;
extern const size_t deploylint_pack_pattern_count;
