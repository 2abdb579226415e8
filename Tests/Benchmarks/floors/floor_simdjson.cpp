// simdjson's parse of the same texts: floor_simdjson PATH..., where a folder stands for the files in it, each read with
// read(2) into one buffer, and a file that ends in .ndjson for its lines.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <simdjson.h>

static simdjson::dom::parser parser;
static std::vector<char> buffer(1 << 16);
static unsigned long documents, broken;

// The length of the text, behind which the buffer has the room that the parser asks for.
static size_t read_file(const std::string &path) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    perror(path.c_str());
    exit(2);
  }
  size_t length = 0;
  for (;;) {
    size_t room = buffer.size() - simdjson::SIMDJSON_PADDING - length;
    ssize_t count = read(file, buffer.data() + length, room);
    if (count < 0) exit(2);
    length += static_cast<size_t>(count);
    if (static_cast<size_t>(count) < room) break;
    buffer.resize(2 * buffer.size());
  }
  close(file);
  return length;
}

static void parse(const std::string &path) {
  if (path.size() > 7 && path.compare(path.size() - 7, 7, ".ndjson") == 0) {
    // In pieces of lines, as a stream comes.
    int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) exit(2);
    size_t kept = 0;
    buffer.resize(std::max<size_t>(buffer.size(), 1 << 20));
    for (;;) {
      ssize_t count = read(file, buffer.data() + kept, buffer.size() - simdjson::SIMDJSON_PADDING - kept);
      if (count < 0) exit(2);
      size_t length = kept + static_cast<size_t>(count), start = 0;
      while (const char *end = static_cast<const char *>(memchr(buffer.data() + start, '\n', length - start))) {
        size_t stop = static_cast<size_t>(end - buffer.data());
        broken += parser.parse(buffer.data() + start, stop - start, false).error() != simdjson::SUCCESS;
        documents++;
        start = stop + 1;
      }
      kept = length - start;
      memmove(buffer.data(), buffer.data() + start, kept);
      if (count == 0) break;
      if (kept + simdjson::SIMDJSON_PADDING == buffer.size()) buffer.resize(2 * buffer.size());
    }
    close(file);
    return;
  }
  size_t length = read_file(path);
  broken += parser.parse(buffer.data(), length, false).error() != simdjson::SUCCESS;
  documents++;
}

int main(int count, char **arguments) {
  for (int index = 1; index < count; index++) {
    DIR *folder = opendir(arguments[index]);
    if (!folder) {
      parse(arguments[index]);
      continue;
    }
    std::vector<std::string> paths;
    while (dirent *entry = readdir(folder))
      if (entry->d_name[0] != '.') paths.push_back(std::string(arguments[index]) + "/" + entry->d_name);
    closedir(folder);
    std::sort(paths.begin(), paths.end());
    for (const std::string &path : paths) parse(path);
  }
  printf("%lu documents, %lu broken\n", documents, broken);
  return broken != 0;
}
