#include "fault_inside.h"

#include <stdlib.h>
#include <string.h>

node *names_find(const names *in, const char *text)
{
    for (int i = 0; i < in->count; i++) {
        if (strcmp(in->all[i].text, text) == 0) return in->all[i].node;
    }
    return NULL;
}

void names_set(names *in, const char *text, node *to)
{
    if (to) to->users++;
    for (int i = 0; i < in->count; i++) {
        if (strcmp(in->all[i].text, text) != 0) continue;
        node_drop(in->all[i].node);
        if (to) {
            in->all[i].node = to;
        } else {
            free(in->all[i].text);
            in->all[i] = in->all[--in->count];
        }
        return;
    }
    if (!to) return;
    if (in->count == in->room) {
        in->room = in->room ? in->room * 2 : 8;
        in->all = realloc(in->all, sizeof(name) * (size_t)in->room);
    }
    in->all[in->count++] = (name){.text = strdup(text), .node = to};
}

void names_clear(names *in)
{
    while (in->count > 0) names_set(in, in->all[in->count - 1].text, NULL);
    free(in->all);
    *in = (names){0};
}

void node_forget_changes(node *it)
{
    while (it->first) {
        change *gone = it->first;
        it->first = gone->next;
        free(gone->bytes);
        free(gone);
    }
    it->last = NULL;
}

void node_drop(node *it)
{
    if (!it || --it->users > 0) return;
    node_forget_changes(it);
    for (int i = 0; i < it->region_count; i++) free(it->regions[i]);
    free(it->regions);
    free(it->now.bytes);
    free(it->safe.bytes);
    free(it);
}

void disk_rename_noted(fault_disk *disk, const char *text, node *to, bool is_new, bool is_linked)
{
    if (disk->renaming_count == disk->renaming_room) {
        disk->renaming_room = disk->renaming_room ? disk->renaming_room * 2 : 8;
        disk->renamings =
            realloc(disk->renamings, sizeof(renaming) * (size_t)disk->renaming_room);
    }
    if (to) to->users++;
    disk->renamings[disk->renaming_count++] =
        (renaming){.text = strdup(text), .node = to, .is_new = is_new, .is_linked = is_linked};
}

// What happened to a name before it was made sure does not happen to it later.
static int without(fault_disk *disk, int count, const char *text)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        renaming it = disk->renamings[i];
        if (strcmp(it.text, text) != 0) {
            disk->renamings[kept++] = it;
            continue;
        }
        node_drop(it.node);
        free(it.text);
    }
    return kept;
}

// Makes names sure: all of them, or, given a node, those that were made for it.
void disk_names_safe(fault_disk *disk, node *only)
{
    int kept = 0;
    for (int i = 0; i < disk->renaming_count; i++) {
        renaming it = disk->renamings[i];
        if (only && !(it.is_new && it.node == only)) {
            disk->renamings[kept++] = it;
            continue;
        }
        names_set(&disk->safe, it.text, it.node);
        kept = without(disk, kept, it.text);
        node_drop(it.node);
        free(it.text);
    }
    disk->renaming_count = kept;
}
