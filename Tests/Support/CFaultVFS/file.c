#include "fault_inside.h"

#include <string.h>

static fault_file *ours(sqlite3_file *file) { return (fault_file *)file; }

static int fault_close(sqlite3_file *file)
{
    fault_file *it = ours(file);
    fault_unlock(file, SQLITE_LOCK_NONE);
    fault_disk *disk = it->disk;
    disk_lock(disk);
    node_drop(it->node);
    disk_unlock(disk);
    disk_drop(disk);
    return SQLITE_OK;
}

static int fault_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
    fault_file *it = ours(file);
    disk_lock(it->disk);
    int result = it->disk->is_cut ? SQLITE_IOERR : disk_failure(it->disk, FAULT_READ);
    content *now = &it->node->now;
    int64_t there = now->size > offset ? now->size - offset : 0;
    if (there > count) there = count;
    if (result == SQLITE_OK) {
        if (there > 0) memcpy(bytes, now->bytes + offset, (size_t)there);
        // SQLite wants the rest as zeros: https://www.sqlite.org/c3ref/io_methods.html
        memset((char *)bytes + there, 0, (size_t)(count - there));
    }
    disk_unlock(it->disk);
    if (result != SQLITE_OK) return SQLITE_IOERR_READ;
    return there == count ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int fault_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    fault_file *it = ours(file);
    disk_lock(it->disk);
    int result = SQLITE_OK;
    if (it->is_private) content_write(&it->node->now, bytes, (size_t)count, offset);
    else result = disk_write(it->disk, it->node, bytes, (size_t)count, offset);
    disk_unlock(it->disk);
    return result;
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    fault_file *it = ours(file);
    disk_lock(it->disk);
    int result = SQLITE_OK;
    if (it->is_private) content_resize(&it->node->now, size);
    else result = disk_truncate(it->disk, it->node, size);
    disk_unlock(it->disk);
    return result;
}

static int fault_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    fault_file *it = ours(file);
    disk_lock(it->disk);
    int result = it->is_private ? SQLITE_OK : disk_sync(it->disk, it->node);
    disk_unlock(it->disk);
    return result;
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *size)
{
    fault_file *it = ours(file);
    disk_lock(it->disk);
    *size = it->node->now.size;
    disk_unlock(it->disk);
    return SQLITE_OK;
}

static int fault_control(sqlite3_file *file, int operation, void *argument)
{
    (void)file, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

static int fault_sector(sqlite3_file *file)
{
    (void)file;
    return 4096;
}

static int fault_characteristics(sqlite3_file *file)
{
    return ours(file)->disk->powersafe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

const sqlite3_io_methods fault_methods = {
    .iVersion = 2,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_check_reserved,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_characteristics,
    .xShmMap = fault_index_map,
    .xShmLock = fault_index_lock,
    .xShmBarrier = fault_index_barrier,
    .xShmUnmap = fault_index_unmap,
};
