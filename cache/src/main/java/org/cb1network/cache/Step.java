package org.cb1network.cache;

/** The steps of the store's protocol that change the disk. A crash or a full disk can strike at any of them. */
enum Step {
    CREATE_FOLDER,
    WRITE_FORMAT,
    MOVE_FORMAT,
    WRITE_TAG,
    CREATE_TEMPORARY,
    WRITE_TEMPORARY,
    FORCE_TEMPORARY,
    PROTECT_OBJECT,
    MOVE_OBJECT,
    KEEP_OBJECT,
    FORCE_OBJECT_FOLDER,

    CREATE_LOG,
    START_LOG,
    CUT_LOG,
    APPEND_RECORD,
    FORCE_LOG,
    SEAL_LOG,
    SET_OBJECT_ASIDE,
    RETIRE_PACK,
    WRITE_MERGED,
    FORCE_MERGED,
    MOVE_MERGED,
    DELETE_PACK,
    SET_PACK_ASIDE,
    RETIRE_OBJECT,
    DELETE_OBJECT,
    DELETE_TEMPORARY,
    DELETE_QUARANTINED
}
