#pragma once
// Only the reentrant functions: each call names its context, so no state is shared between threads
// (https://libgeos.org/usage/c_api/, "Reentrant/threadsafe API").
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
