import type { Adapter, AdapterPayload } from 'oidc-provider';

/** More sign-ins under way than a trial has; the oldest entry leaves when a new one needs its place. */
const longest = 2000;

/**
 * Keeps what the provider remembers (codes, tokens, choices under way) in this process only. The provider itself judges
 * by `exp` whether an entry is too old, so nothing here looks at the time.
 */
export function memoryAdapters(): (model: string) => Adapter {
  const entries = new Map<string, AdapterPayload>();
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const find = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      for (const [key, payload] of entries) if (key.startsWith(`${model}:`) && matches(payload)) return payload;
      return undefined;
    };
    return {
      async upsert(id, payload) {
        entries.delete(keyOf(id));
        entries.set(keyOf(id), payload);
        for (const oldest of entries.keys()) {
          if (entries.size <= longest) break;
          entries.delete(oldest);
        }
      },
      find: async (id) => entries.get(keyOf(id)),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      async consume(id) {
        const entry = entries.get(keyOf(id));
        // Any value marks it used; the provider asks only whether there is one.
        if (entry !== undefined) entries.set(keyOf(id), { ...entry, consumed: 1 });
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
