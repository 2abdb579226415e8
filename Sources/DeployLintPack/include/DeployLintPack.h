#pragma once
#include <stddef.h>

/// A file that is embedded as it is.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} DeployLintPackFile;

/// rules/sagemaker/model.json
DeployLintPackFile deploylint_pack_model(void);

/// sagemaker.jsonl: what checking needs of each rule, one a line.
DeployLintPackFile deploylint_pack_rules(void);

/// rules/rule.schema.json
DeployLintPackFile deploylint_pack_rule_schema(void);

/// One rule file of rules/, for `explain` and for the tests of the examples.
typedef struct {
  const char *_Nonnull id;
  DeployLintPackFile file;
} DeployLintPackRuleFile;

/// All rule files, sorted by id.
const DeployLintPackRuleFile *_Nonnull deploylint_pack_rule_files(size_t *_Nonnull count);
