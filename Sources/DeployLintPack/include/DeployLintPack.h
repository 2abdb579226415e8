#pragma once
#include <stddef.h>

/// A file that is embedded as it is.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} DeployLintPackFile;

/// rules/sagemaker/model.json
DeployLintPackFile deploylint_pack_model(void);

/// What is known of a rule before its line is read, so that a run reads only the lines of rules that it needs.
typedef struct {
  const char *_Nonnull id;
  /// The shapes of each case: names with blanks between, cases with '|' between.
  const char *_Nonnull shapes;
  /// The ids of the rules that it makes way for, with blanks between.
  const char *_Nonnull unless;
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
