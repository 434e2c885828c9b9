/** Files with SQL outside a `store/` folder. A file leaves this list when its statements move; none may be added. */
export const SQL_NOT_YET_MOVED: readonly string[] = [];
