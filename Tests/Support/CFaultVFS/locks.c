// Locks between the connections of one process; a power cut ends them all with it.
#include "fault_inside.h"

static int take(fault_file *it, int level)
{
    node *of = it->node;
    if (level == SQLITE_LOCK_SHARED) {
        if ((of->pending && of->pending != it) || (of->exclusive && of->exclusive != it)) return SQLITE_BUSY;
        of->shared++;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (of->reserved && of->reserved != it) return SQLITE_BUSY;
        of->reserved = it;
    } else {
        if (of->reserved && of->reserved != it) return SQLITE_BUSY;
        if (of->pending && of->pending != it) return SQLITE_BUSY;
        of->pending = it;
        if (of->shared > 1) return SQLITE_BUSY;
        of->exclusive = it;
    }
    it->level = level;
    return SQLITE_OK;
}

int fault_lock(sqlite3_file *file, int level)
{
    fault_file *it = (fault_file *)file;
    if (it->level >= level) return SQLITE_OK;
    disk_lock(it->disk);
    int result = take(it, level);
    disk_unlock(it->disk);
    return result;
}

int fault_unlock(sqlite3_file *file, int level)
{
    fault_file *it = (fault_file *)file;
    node *of = it->node;
    disk_lock(it->disk);
    if (of->exclusive == it) of->exclusive = NULL;
    if (of->pending == it) of->pending = NULL;
    if (of->reserved == it) of->reserved = NULL;
    if (level == SQLITE_LOCK_NONE && it->level > SQLITE_LOCK_NONE) of->shared--;
    if (it->level > level) it->level = level;
    disk_unlock(it->disk);
    return SQLITE_OK;
}

int fault_check_reserved(sqlite3_file *file, int *held)
{
    fault_file *it = (fault_file *)file;
    disk_lock(it->disk);
    *held = it->node->reserved != NULL;
    disk_unlock(it->disk);
    return SQLITE_OK;
}
