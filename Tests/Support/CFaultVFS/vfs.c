#include "fault_inside.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

static fault_disk *disk_of(sqlite3_vfs *vfs) { return vfs->pAppData; }

// Clock, sleep and chance are the machine's.
static sqlite3_vfs *machine(void) { return sqlite3_vfs_find("unix"); }

static int fault_open(sqlite3_vfs *vfs, const char *text, sqlite3_file *file, int flags, int *given)
{
    fault_disk *disk = disk_of(vfs);
    fault_file *it = (fault_file *)file;
    memset(it, 0, sizeof(*it));
    disk_lock(disk);
    node *found = text ? names_find(&disk->now, text) : calloc(1, sizeof(node));
    bool is_denied = disk->is_cut || (!found && !(flags & SQLITE_OPEN_CREATE));
    if (!found && !is_denied) {
        found = disk_create(disk, text);
        // As unixOpen and unixSync of SQLite do: a removed journal stays removed once there is a log.
        int journals = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
        found->syncs_folder = (flags & journals) != 0;
    }
    if (!is_denied) {
        found->users++;
        disk->users++;
        it->base.pMethods = &fault_methods;
        it->disk = disk;
        it->node = found;
        it->is_private = !text;
        if (given) *given = flags;
    } else if (!text) {
        free(found);
    }
    disk_unlock(disk);
    return is_denied ? SQLITE_CANTOPEN : SQLITE_OK;
}

static int fault_delete(sqlite3_vfs *vfs, const char *text, int is_synced)
{
    fault_disk *disk = disk_of(vfs);
    disk_lock(disk);
    int result = disk_remove(disk, text, is_synced);
    disk_unlock(disk);
    return result;
}

static int fault_access(sqlite3_vfs *vfs, const char *text, int flags, int *answer)
{
    fault_disk *disk = disk_of(vfs);
    disk_lock(disk);
    node *it = names_find(&disk->now, text);
    // As on the machine, an empty file is asked for and not there.
    *answer = it && (flags != SQLITE_ACCESS_EXISTS || it->now.size > 0);
    disk_unlock(disk);
    return SQLITE_OK;
}

static int fault_full_name(sqlite3_vfs *vfs, const char *text, int room, char *full)
{
    (void)vfs;
    return snprintf(full, (size_t)room, "%s", text) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int fault_chance(sqlite3_vfs *vfs, int count, char *bytes)
{
    (void)vfs;
    return machine()->xRandomness(machine(), count, bytes);
}

static int fault_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return machine()->xSleep(machine(), microseconds);
}

static int fault_time(sqlite3_vfs *vfs, double *days)
{
    (void)vfs;
    return machine()->xCurrentTime(machine(), days);
}

static int fault_last_error(sqlite3_vfs *vfs, int room, char *text)
{
    (void)vfs, (void)room, (void)text;
    return 0;
}

void fault_vfs_register(fault_disk *disk)
{
    static atomic_int made;
    snprintf(disk->vfs_name, sizeof disk->vfs_name, "fault-%d", atomic_fetch_add(&made, 1));
    disk->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = sizeof(fault_file),
        .mxPathname = 512,
        .zName = disk->vfs_name,
        .pAppData = disk,
        .xOpen = fault_open,
        .xDelete = fault_delete,
        .xAccess = fault_access,
        .xFullPathname = fault_full_name,
        .xRandomness = fault_chance,
        .xSleep = fault_sleep,
        .xCurrentTime = fault_time,
        .xGetLastError = fault_last_error,
    };
    sqlite3_vfs_register(&disk->vfs, 0);
}
