#include "fault_inside.h"

#include <stdlib.h>
#include <string.h>

void disk_lock(fault_disk *disk) { pthread_mutex_lock(&disk->lock); }
void disk_unlock(fault_disk *disk) { pthread_mutex_unlock(&disk->lock); }

fault_disk *fault_disk_make(bool powersafe)
{
    fault_disk *disk = calloc(1, sizeof(fault_disk));
    pthread_mutex_init(&disk->lock, NULL);
    disk->users = 1;
    disk->powersafe = powersafe;
    fault_vfs_register(disk);
    return disk;
}

// The last user frees it, and lets go of the lock with it.
void disk_drop(fault_disk *disk)
{
    disk_lock(disk);
    int left = --disk->users;
    disk_unlock(disk);
    if (left > 0) return;
    disk_names_safe(disk, NULL);
    names_clear(&disk->now);
    names_clear(&disk->safe);
    free(disk->renamings);
    pthread_mutex_destroy(&disk->lock);
    free(disk);
}

void fault_disk_release(fault_disk *disk)
{
    sqlite3_vfs_unregister(&disk->vfs);
    disk_drop(disk);
}

// Counts a point; anything but SQLITE_OK: the power is gone, here or already.
int disk_point(fault_disk *disk)
{
    if (disk->is_cut) return SQLITE_IOERR;
    disk->points++;
    if (disk->cut_at == 0 || disk->points < disk->cut_at) return SQLITE_OK;
    disk->is_cut = true;
    return SQLITE_IOERR;
}

// Whether this operation is one of those that are to fail.
int disk_failure(fault_disk *disk, fault_kind kind)
{
    int64_t place = ++disk->counts[kind];
    int64_t from = disk->fail_from[kind];
    bool fails = from > 0 && place >= from && place < from + disk->fail_count[kind];
    return fails ? disk->fail_code[kind] : SQLITE_OK;
}

static void note_change(fault_disk *disk, node *to, const void *bytes, size_t count, int64_t offset)
{
    change *it = calloc(1, sizeof(change));
    it->order = ++disk->order;
    it->offset = offset;
    it->count = count;
    if (bytes) {
        it->bytes = malloc(count ? count : 1);
        memcpy(it->bytes, bytes, count);
    }
    if (to->last) to->last->next = it; else to->first = it;
    to->last = it;
}

int disk_write(fault_disk *disk, node *to, const void *bytes, size_t count, int64_t offset)
{
    if (disk->is_cut) return SQLITE_IOERR_WRITE;
    int failure = disk_failure(disk, FAULT_WRITE);
    if (failure != SQLITE_OK) return failure == SQLITE_IOERR ? SQLITE_IOERR_WRITE : failure;
    int result = disk_point(disk);
    // The write that the cut strikes may have come through, in part or whole.
    note_change(disk, to, bytes, count, offset);
    content_write(&to->now, bytes, count, offset);
    return result == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int disk_truncate(fault_disk *disk, node *to, int64_t size)
{
    if (disk->is_cut) return SQLITE_IOERR_TRUNCATE;
    int result = disk_point(disk);
    note_change(disk, to, NULL, 0, size);
    content_resize(&to->now, size);
    return result == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int disk_sync(fault_disk *disk, node *of)
{
    if (disk->is_cut) return SQLITE_IOERR_FSYNC;
    int failure = disk_failure(disk, FAULT_SYNC);
    if (failure != SQLITE_OK) return failure == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : failure;
    if (disk_point(disk) != SQLITE_OK) return SQLITE_IOERR_FSYNC;
    node_forget_changes(of);
    content_copy(&of->safe, &of->now);
    disk_names_safe(disk, of->syncs_folder ? NULL : of);
    of->syncs_folder = false;
    return SQLITE_OK;
}

node *disk_create(fault_disk *disk, const char *text)
{
    node *made = calloc(1, sizeof(node));
    names_set(&disk->now, text, made);
    disk_rename_noted(disk, text, made, true, false);
    return made;
}

int disk_remove(fault_disk *disk, const char *text, bool is_synced)
{
    if (disk->is_cut) return SQLITE_IOERR_DELETE;
    if (!names_find(&disk->now, text)) return SQLITE_IOERR_DELETE_NOENT;
    int result = disk_point(disk);
    disk_rename_noted(disk, text, NULL, false, false);
    names_set(&disk->now, text, NULL);
    if (result != SQLITE_OK) return SQLITE_IOERR_DELETE;
    if (is_synced) disk_names_safe(disk, NULL);
    return SQLITE_OK;
}

const char *fault_disk_vfs(fault_disk *disk) { return disk->vfs_name; }

int64_t fault_disk_points(fault_disk *disk)
{
    disk_lock(disk);
    int64_t points = disk->points;
    disk_unlock(disk);
    return points;
}

void fault_disk_cut_at(fault_disk *disk, int64_t point)
{
    disk_lock(disk);
    disk->cut_at = point == 0 ? 0 : disk->points + point;
    disk_unlock(disk);
}

bool fault_disk_is_cut(fault_disk *disk)
{
    disk_lock(disk);
    bool is_cut = disk->is_cut;
    disk_unlock(disk);
    return is_cut;
}

int64_t fault_disk_count(fault_disk *disk, fault_kind kind)
{
    disk_lock(disk);
    int64_t count = disk->counts[kind];
    disk_unlock(disk);
    return count;
}

void fault_disk_fail(fault_disk *disk, fault_kind kind, int64_t from, int64_t count, int code)
{
    disk_lock(disk);
    disk->fail_from[kind] = from == 0 ? 0 : disk->counts[kind] + from;
    disk->fail_count[kind] = count;
    disk->fail_code[kind] = code;
    disk_unlock(disk);
}
