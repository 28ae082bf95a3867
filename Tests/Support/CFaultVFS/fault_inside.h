// What the files of this target share; nothing of it is for users.
#pragma once
#include "fault_disk.h"

#include <pthread.h>
#include <sqlite3.h>

// A write or truncation that no sync has covered yet.
typedef struct change {
    struct change *next;
    int64_t order;   // among all changes of the disk
    int64_t offset;  // the new size, for a truncation
    size_t count;
    unsigned char *bytes;  // NULL for a truncation
} change;

typedef struct {
    unsigned char *bytes;
    int64_t size, room;
} content;

struct fault_file;

// What a name leads to.
typedef struct node {
    int users;  // names, changes of names, and open files
    bool syncs_folder;  // a new log or journal: SQLite syncs the folder with its first sync
    content now, safe;
    change *first, *last;
    // SQLite's locks on the file, https://www.sqlite.org/lockingv3.html
    int shared;
    struct fault_file *reserved, *pending, *exclusive;
    // The shared index of a log: memory that no power cut spares.
    int index_users;
    void **regions;
    int region_count;
    int index_shared[SQLITE_SHM_NLOCK];
    struct fault_file *index_exclusive[SQLITE_SHM_NLOCK];
} node;

typedef struct {
    char *text;
    node *node;
} name;

typedef struct {
    name *all;
    int count, room;
} names;

// A name made, taken away or moved, that no sync has covered yet.
typedef struct {
    char *text;
    node *node;   // NULL: the name went
    bool is_new;  // sure once the file itself is synced
    bool is_linked;  // has to happen together with the change before it
} renaming;

struct fault_disk {
    sqlite3_vfs vfs;
    pthread_mutex_t lock;
    int users;  // the owner and every open file
    bool powersafe, is_cut;
    char vfs_name[32];
    names now, safe;
    renaming *renamings;
    int renaming_count, renaming_room;
    int64_t order, points, cut_at;
    int64_t counts[3], fail_from[3], fail_count[3];
    int fail_code[3];
};

typedef struct fault_file {
    sqlite3_file base;
    fault_disk *disk;
    node *node;
    bool is_private;  // a temporary file without a name: gone after any cut, so its writes do not count
    int level;
    bool uses_index;
    int index_shared;  // the locks held on the index, a bit each
} fault_file;

// content.c
void content_write(content *into, const void *bytes, size_t count, int64_t offset);
void content_resize(content *into, int64_t size);
void content_copy(content *into, const content *from);

// names.c
node *names_find(const names *in, const char *text);
void names_set(names *in, const char *text, node *to);
void names_clear(names *in);
void node_drop(node *it);
void node_forget_changes(node *it);
// Notes a change of names; `is_linked`: part of one step with the one before.
void disk_rename_noted(fault_disk *disk, const char *text, node *to, bool is_new, bool is_linked);
void disk_names_safe(fault_disk *disk, node *only);

// disk.c; the lock is held by the caller. Each gives a result code of SQLite.
int disk_point(fault_disk *disk);
int disk_failure(fault_disk *disk, fault_kind kind);
int disk_write(fault_disk *disk, node *to, const void *bytes, size_t count, int64_t offset);
int disk_truncate(fault_disk *disk, node *to, int64_t size);
int disk_sync(fault_disk *disk, node *of);
int disk_remove(fault_disk *disk, const char *text, bool is_synced);
node *disk_create(fault_disk *disk, const char *text);
void disk_lock(fault_disk *disk);
void disk_unlock(fault_disk *disk);
void disk_drop(fault_disk *disk);

// file.c, locks.c, index.c
extern const sqlite3_io_methods fault_methods;
int fault_lock(sqlite3_file *file, int level);
int fault_unlock(sqlite3_file *file, int level);
int fault_check_reserved(sqlite3_file *file, int *held);
int fault_index_map(sqlite3_file *file, int region, int size, int extend, void volatile **memory);
int fault_index_lock(sqlite3_file *file, int offset, int count, int flags);
void fault_index_barrier(sqlite3_file *file);
int fault_index_unmap(sqlite3_file *file, int is_removed);

// vfs.c
void fault_vfs_register(fault_disk *disk);
