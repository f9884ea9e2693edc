import { asAdmin } from './overlaps.js';

/**
 * The control of whatever is held against the trail: from now on each appointment keeps its first entry alone, as where
 * what follows is not written in the transaction of what it tells of.
 */
export async function loseTrail(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, (admin) =>
    admin.query(`
      CREATE FUNCTION loses_trail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN
          IF EXISTS (SELECT 1 FROM public.audit_entries e WHERE e.practice_id = NEW.practice_id AND e.subject_id = NEW.subject_id)
          THEN RETURN NULL; END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER loses_trail BEFORE INSERT ON audit_entries FOR EACH ROW
        WHEN (NEW.action LIKE 'appointment.%') EXECUTE FUNCTION loses_trail();`),
  );
}
