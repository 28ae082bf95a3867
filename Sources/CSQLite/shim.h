#pragma once
// Debian compiles the session extension and the pre-update hook in, but the header hides both.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast macro, which Swift does not import.
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

// sqlite3_db_config is variadic; Swift imports no variadic C function.
static inline int csqlite_db_config_int(sqlite3 *db, int option, int value)
{
    return sqlite3_db_config(db, option, value, (int *)0);
}
