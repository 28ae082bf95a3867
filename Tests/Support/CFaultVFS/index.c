// The index of a log (the -shm file), kept in memory. https://www.sqlite.org/walformat.html
#include "fault_inside.h"

#include <stdlib.h>

int fault_index_map(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    fault_file *it = (fault_file *)file;
    node *of = it->node;
    disk_lock(it->disk);
    *memory = NULL;
    int result = it->disk->is_cut ? SQLITE_IOERR_SHMMAP : SQLITE_OK;
    if (result == SQLITE_OK) {
        if (!it->uses_index) {
            it->uses_index = true;
            of->index_users++;
        }
        if (region >= of->region_count && extend) {
            of->regions = realloc(of->regions, sizeof(void *) * (size_t)(region + 1));
            while (of->region_count <= region) of->regions[of->region_count++] = calloc(1, (size_t)size);
        }
        if (region < of->region_count) *memory = of->regions[region];
    }
    disk_unlock(it->disk);
    return result;
}

static int take_index(fault_file *it, int place, bool is_exclusive)
{
    node *of = it->node;
    fault_file *owner = of->index_exclusive[place];
    int own = (it->index_shared >> place) & 1;
    if (owner && owner != it) return SQLITE_BUSY;
    if (!is_exclusive) {
        if (own) return SQLITE_OK;
        of->index_shared[place]++;
        it->index_shared |= 1 << place;
        return SQLITE_OK;
    }
    if (of->index_shared[place] > own) return SQLITE_BUSY;
    of->index_exclusive[place] = it;
    return SQLITE_OK;
}

static void release_index(fault_file *it, int place, bool is_exclusive)
{
    node *of = it->node;
    if (is_exclusive && of->index_exclusive[place] == it) of->index_exclusive[place] = NULL;
    if (!is_exclusive && ((it->index_shared >> place) & 1)) {
        of->index_shared[place]--;
        it->index_shared &= ~(1 << place);
    }
}

int fault_index_lock(sqlite3_file *file, int offset, int count, int flags)
{
    fault_file *it = (fault_file *)file;
    bool is_exclusive = flags & SQLITE_SHM_EXCLUSIVE;
    int result = SQLITE_OK;
    disk_lock(it->disk);
    for (int i = 0; i < count && result == SQLITE_OK; i++) {
        if (flags & SQLITE_SHM_UNLOCK) {
            release_index(it, offset + i, is_exclusive);
            continue;
        }
        result = take_index(it, offset + i, is_exclusive);
        // All of them or none.
        if (result != SQLITE_OK) {
            for (int j = 0; j < i; j++) release_index(it, offset + j, is_exclusive);
        }
    }
    disk_unlock(it->disk);
    return result;
}

void fault_index_barrier(sqlite3_file *file)
{
    fault_file *it = (fault_file *)file;
    // The lock orders memory for every thread that takes it, which all do.
    disk_lock(it->disk);
    disk_unlock(it->disk);
}

int fault_index_unmap(sqlite3_file *file, int is_removed)
{
    (void)is_removed;
    fault_file *it = (fault_file *)file;
    node *of = it->node;
    disk_lock(it->disk);
    if (it->uses_index) {
        it->uses_index = false;
        // With the last user the index is gone, and the next one recovers it from the log.
        if (--of->index_users == 0) {
            for (int i = 0; i < of->region_count; i++) free(of->regions[i]);
            free(of->regions);
            of->regions = NULL;
            of->region_count = 0;
        }
    }
    disk_unlock(it->disk);
    return SQLITE_OK;
}
