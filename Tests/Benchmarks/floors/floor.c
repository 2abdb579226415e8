/* What no reader of the same bytes can do without, by way of comparison.
 *
 *   floor read PATH...   walks folders and reads the YAML and JSON files in them, as find and cat do
 *   floor yaml PATH...   the same, with libyaml's events of each text; prints one line
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static char *buffer;
static size_t capacity;
static unsigned long files, bytes, events, broken;
static int parses;

static void fail(const char *path) {
  perror(path);
  exit(2);
}

static size_t read_file(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path);
  size_t length = 0;
  for (;;) {
    if (length == capacity) {
      capacity = capacity ? 2 * capacity : 65536;
      buffer = realloc(buffer, capacity);
      if (!buffer) fail(path);
    }
    size_t room = capacity - length;
    ssize_t count = read(file, buffer + length, room);
    if (count < 0) fail(path);
    length += (size_t)count;
    if ((size_t)count < room) break;
  }
  close(file);
  return length;
}

static void parse(size_t length) {
  yaml_parser_t parser;
  yaml_event_t event;
  if (!yaml_parser_initialize(&parser)) exit(2);
  yaml_parser_set_input_string(&parser, (const unsigned char *)buffer, length);
  for (int ended = 0; !ended; events++) {
    if (!yaml_parser_parse(&parser, &event)) {
      broken++;
      break;
    }
    ended = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void visit_file(const char *path) {
  size_t length = read_file(path);
  files++;
  bytes += length;
  if (parses) parse(length);
}

static int ends_with(const char *name, const char *end) {
  size_t length = strlen(name), count = strlen(end);
  return length > count && !strcmp(name + length - count, end);
}

static int by_name(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static void visit_folder(const char *path) {
  DIR *folder = opendir(path);
  if (!folder) fail(path);
  char **names = NULL;
  size_t count = 0, room = 0;
  struct dirent *entry;
  while ((entry = readdir(folder))) {
    if (entry->d_name[0] == '.') continue;
    if (count == room) {
      room = room ? 2 * room : 64;
      names = realloc(names, room * sizeof *names);
      if (!names) fail(path);
    }
    /* The type stands behind the end of the name, so that sorting takes both along. */
    char *name = malloc(strlen(entry->d_name) + 2);
    if (!name) fail(path);
    strcpy(name, entry->d_name);
    name[strlen(name) + 1] = (char)entry->d_type;
    names[count++] = name;
  }
  closedir(folder);
  qsort(names, count, sizeof *names, by_name);
  for (size_t index = 0; index < count; index++) {
    const char *name = names[index];
    char *inner = malloc(strlen(path) + strlen(name) + 2);
    if (!inner) fail(path);
    sprintf(inner, "%s/%s", path, name);
    if (name[strlen(name) + 1] == DT_DIR) {
      visit_folder(inner);
    } else if (ends_with(name, ".yaml") || ends_with(name, ".yml") || ends_with(name, ".json") ||
               ends_with(name, ".ndjson") || ends_with(name, ".jsonl")) {
      visit_file(inner);
    }
    free(inner);
    free(names[index]);
  }
  free(names);
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  parses = strcmp(arguments[1], "read") != 0;
  for (int index = 2; index < count; index++) {
    struct stat status;
    if (stat(arguments[index], &status)) fail(arguments[index]);
    if (S_ISDIR(status.st_mode)) visit_folder(arguments[index]); else visit_file(arguments[index]);
  }
  printf("%lu files, %lu bytes, %lu events, %lu broken\n", files, bytes, events, broken);
  return broken != 0;
}
