// Files without SQLite.
#include "fault_inside.h"

#include <errno.h>
#include <string.h>

static int as_errno(int result)
{
    if (result == SQLITE_OK) return 0;
    return (result & 0xff) == SQLITE_FULL ? ENOSPC : EIO;
}

bool fault_disk_exists(fault_disk *disk, const char *name)
{
    return fault_disk_size(disk, name) >= 0;
}

int64_t fault_disk_size(fault_disk *disk, const char *name)
{
    disk_lock(disk);
    node *it = names_find(&disk->now, name);
    int64_t size = it ? it->now.size : -1;
    disk_unlock(disk);
    return size;
}

int fault_disk_read(fault_disk *disk, const char *name, void *bytes, size_t count)
{
    disk_lock(disk);
    node *it = names_find(&disk->now, name);
    int result = !it ? ENOENT : 0;
    if (it && (disk->is_cut || disk_failure(disk, FAULT_READ) != SQLITE_OK)) result = EIO;
    if (result == 0 && (int64_t)count > it->now.size) result = EIO;
    if (result == 0 && count > 0) memcpy(bytes, it->now.bytes, count);
    disk_unlock(disk);
    return result;
}

int fault_disk_append(fault_disk *disk, const char *name, const void *bytes, size_t count)
{
    disk_lock(disk);
    int result = EIO;
    if (!disk->is_cut) {
        node *it = names_find(&disk->now, name);
        if (!it) it = disk_create(disk, name);
        result = as_errno(disk_write(disk, it, bytes, count, it->now.size));
    }
    disk_unlock(disk);
    return result;
}

int fault_disk_truncate(fault_disk *disk, const char *name, int64_t size)
{
    disk_lock(disk);
    node *it = names_find(&disk->now, name);
    int result = it ? as_errno(disk_truncate(disk, it, size)) : ENOENT;
    disk_unlock(disk);
    return result;
}

int fault_disk_sync(fault_disk *disk, const char *name)
{
    disk_lock(disk);
    node *it = names_find(&disk->now, name);
    int result = it ? as_errno(disk_sync(disk, it)) : ENOENT;
    disk_unlock(disk);
    return result;
}

int fault_disk_sync_folder(fault_disk *disk)
{
    disk_lock(disk);
    int result = as_errno(disk_failure(disk, FAULT_SYNC));
    if (result == 0) result = as_errno(disk_point(disk));
    if (result == 0) disk_names_safe(disk, NULL);
    disk_unlock(disk);
    return result;
}

int fault_disk_rename(fault_disk *disk, const char *name, const char *new_name)
{
    disk_lock(disk);
    node *it = disk->is_cut ? NULL : names_find(&disk->now, name);
    int result = disk->is_cut ? EIO : ENOENT;
    if (it) {
        result = as_errno(disk_point(disk));
        disk_rename_noted(disk, new_name, it, false, false);
        disk_rename_noted(disk, name, NULL, false, true);
        names_set(&disk->now, new_name, it);
        names_set(&disk->now, name, NULL);
    }
    disk_unlock(disk);
    return result;
}

int fault_disk_remove(fault_disk *disk, const char *name)
{
    disk_lock(disk);
    int result = disk_remove(disk, name, false);
    disk_unlock(disk);
    return result == SQLITE_IOERR_DELETE_NOENT ? ENOENT : as_errno(result);
}
