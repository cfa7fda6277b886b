/*
 * Loaded in front of a process, records what it writes to its files and when it forces them to the disk. By the environment:
 *   RECORD_FILE  what the paths of the files have in them, for example "/t.db"
 *   RECORD_TO    the recording
 * Each event is: nanoseconds of CLOCK_MONOTONIC (8 bytes), what (1), length of the path (2), offset (8), length of the data (4), path,
 * data; in the byte order of the machine. What: W written, T cut or extended to the offset, s sync begun, S sync done, U unlinked.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;
static const char *file;
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int), (*real_fdatasync)(int), (*real_ftruncate)(int, off64_t), (*real_unlink)(const char *);

__attribute__((constructor)) static void init(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  file = getenv("RECORD_FILE");
  const char *to = getenv("RECORD_TO");
  if (file && to) out = open(to, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
}

static int is_meant(int fd, char *path) {
  char link[64];
  if (out < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, PATH_MAX - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return strstr(path, file) != NULL;
}

static void record(char what, const char *path, uint64_t offset, const void *data, uint32_t size) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct __attribute__((packed)) {
    uint64_t at;
    char what;
    uint16_t path_size;
    uint64_t offset;
    uint32_t size;
  } head = {(uint64_t)now.tv_sec * 1000000000ull + now.tv_nsec, what, strlen(path), offset, size};
  size_t all = sizeof head + head.path_size + size;
  char *event = malloc(all);
  if (!event) abort();
  memcpy(event, &head, sizeof head);
  memcpy(event + sizeof head, path, head.path_size);
  if (size) memcpy(event + sizeof head + head.path_size, data, size);
  pthread_mutex_lock(&one);
  if (write(out, event, all) != (ssize_t)all) abort();
  pthread_mutex_unlock(&one);
  free(event);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
  char path[PATH_MAX];
  ssize_t done = real_pwrite(fd, from, n, at);
  if (done > 0 && is_meant(fd, path)) record('W', path, at, from, done);
  return done;
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at) { return pwrite64(fd, from, n, at); }

int ftruncate64(int fd, off64_t to) {
  char path[PATH_MAX];
  int failed = real_ftruncate(fd, to);
  if (!failed && is_meant(fd, path)) record('T', path, to, NULL, 0);
  return failed;
}

int ftruncate(int fd, off_t to) { return ftruncate64(fd, to); }

static int sync_with(int (*real)(int), int fd) {
  char path[PATH_MAX];
  int meant = is_meant(fd, path);
  if (meant) record('s', path, 0, NULL, 0);
  int failed = real(fd);
  if (meant && !failed) record('S', path, 0, NULL, 0);
  return failed;
}

int fsync(int fd) { return sync_with(real_fsync, fd); }

int fdatasync(int fd) { return sync_with(real_fdatasync, fd); }

int unlink(const char *path) {
  int failed = real_unlink(path);
  if (out >= 0 && !failed && strstr(path, file)) record('U', path, 0, NULL, 0);
  return failed;
}
