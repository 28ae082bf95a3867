// A disk in memory that loses power, fills up or fails on command, and a SQLite VFS on it.
//
// What a write left behind is only sure after a sync of its file, and a name only after a sync of the
// file (a new one) or of the folder (a rename, a removal). https://www.sqlite.org/atomiccommit.html
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct fault_disk fault_disk;

// What a power cut leaves of the writes that no sync had covered.
typedef enum {
    FAULT_LOST = 0,  // nothing
    FAULT_KEPT = 1,  // everything, the write it struck as well
    FAULT_TORN = 2,  // everything, and of the last write a part
    FAULT_MIXED = 3, // any of their sectors, names up to some change; by seed
} fault_fate;

// What can be made to fail.
typedef enum { FAULT_READ = 0, FAULT_WRITE = 1, FAULT_SYNC = 2 } fault_kind;

// An empty disk, registered as a VFS. `powersafe`: a power cut changes no byte outside of what was
// being written (SQLite's name for it: powersafe overwrite); else the sector around is spoilt.
fault_disk *fault_disk_make(bool powersafe);

// The disk as it is found after a power cut now; a new one, with its own VFS.
fault_disk *fault_disk_after_cut(fault_disk *disk, fault_fate fate, uint64_t seed);

// A second disk with the same content, all of it synced.
fault_disk *fault_disk_copy(fault_disk *disk);

// Unregisters the VFS; the memory goes with the last file that is open on it.
void fault_disk_release(fault_disk *disk);

const char *fault_disk_vfs(fault_disk *disk);

// Writes, truncations, syncs, removals and renames so far: the points at which power can go.
int64_t fault_disk_points(fault_disk *disk);
// Cuts the power at a point, counted from now, 1 the next; 0: never.
void fault_disk_cut_at(fault_disk *disk, int64_t point);
bool fault_disk_is_cut(fault_disk *disk);

// Operations of a kind so far, failed ones too.
int64_t fault_disk_count(fault_disk *disk, fault_kind kind);
// Lets operations of a kind fail from the `from`-th on (counted from now, 1 the next), `count` of them,
// with a result code of SQLite: SQLITE_FULL or SQLITE_IOERR.
void fault_disk_fail(fault_disk *disk, fault_kind kind, int64_t from, int64_t count, int code);

// Files without SQLite. Each gives 0 or an errno.
bool fault_disk_exists(fault_disk *disk, const char *name);
// The size, or -1 where there is no file.
int64_t fault_disk_size(fault_disk *disk, const char *name);
int fault_disk_read(fault_disk *disk, const char *name, void *bytes, size_t count);
// Adds to the end; makes the file where there is none.
int fault_disk_append(fault_disk *disk, const char *name, const void *bytes, size_t count);
int fault_disk_truncate(fault_disk *disk, const char *name, int64_t size);
int fault_disk_sync(fault_disk *disk, const char *name);
int fault_disk_sync_folder(fault_disk *disk);
int fault_disk_rename(fault_disk *disk, const char *name, const char *new_name);
int fault_disk_remove(fault_disk *disk, const char *name);
