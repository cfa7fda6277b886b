/*
 * Loaded in front of a process, lets its disk fail. What is to fail is said by the environment:
 *   FAULT_FILE  how the path of the file ends, for example "/t.db-wal"
 *   FAULT_CALL  "sync" or "write"
 *   FAULT_NTH   which of these calls on that file, counted from 1
 *   FAULT_HOW   "error": a sync is not done, a write is done in part, and the call fails with EIO; "lost": nothing is done,
 *               and the call says that it was
 *   FAULT_MARK  a file that is created when it has happened
 *   FAULT_FULL  while this file is there, nothing can be written to files whose path has FAULT_FILE in it: ENOSPC
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static const char *file, *call, *how, *mark, *full;
static long nth;
static atomic_long seen;
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int), (*real_fdatasync)(int);

__attribute__((constructor)) static void init(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  call = getenv("FAULT_CALL");
  how = getenv("FAULT_HOW");
  mark = getenv("FAULT_MARK");
  full = getenv("FAULT_FULL");
  nth = getenv("FAULT_NTH") ? atol(getenv("FAULT_NTH")) : 0;
  file = getenv("FAULT_FILE");
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, PATH_MAX - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return 1;
}

static int is_due(int fd, const char *which) {
  char path[PATH_MAX];
  if (!file || !call || strcmp(call, which) || !path_of(fd, path)) return 0;
  size_t n = strlen(path), m = strlen(file);
  if (n < m || strcmp(path + n - m, file) || atomic_fetch_add(&seen, 1) + 1 != nth) return 0;
  if (mark) close(open(mark, O_CREAT | O_WRONLY, 0600));
  return 1;
}

static int is_full(int fd) {
  char path[PATH_MAX];
  return full && !access(full, F_OK) && path_of(fd, path) && strstr(path, file);
}

static int lost(void) { return how && !strcmp(how, "lost"); }

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
  if (is_full(fd)) {
    errno = ENOSPC;
    return -1;
  }
  if (!is_due(fd, "write")) return real_pwrite(fd, from, n, at);
  if (lost()) return n;
  real_pwrite(fd, from, n / 2, at);
  errno = EIO;
  return -1;
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at) { return pwrite64(fd, from, n, at); }

static int sync_with(int (*real)(int), int fd) {
  if (!is_due(fd, "sync")) return real(fd);
  if (lost()) return 0;
  errno = EIO;
  return -1;
}

int fsync(int fd) { return sync_with(real_fsync, fd); }

int fdatasync(int fd) { return sync_with(real_fdatasync, fd); }
