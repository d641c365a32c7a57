-- Made by `make schema` with PostgreSQL 18. Change migrations, never this file.

SET LOCAL check_function_bodies = false;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.actions_keep_offer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'answered_at', 'answer', 'forecast_on', 'forecast_why',
            'done_on', 'done_at', 'evidence', 'withdrawn_name', 'withdrawn_at', 'withdrawn_why',
            'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an action is refused: withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('declined', 'done', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of an action that is % is refused: it stays as it was.',
                OLD.state USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what an action was first offered for is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.agreements_keep_promise() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'signed_at'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a promise is refused: discard or withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'signed' AND OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL
            AND to_jsonb(NEW) - 'ended_on' = to_jsonb(OLD) - 'ended_on' THEN
            RETURN NEW;
        ELSIF OLD.state IN ('signed', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of a % promise is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'offered' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of an offered promise is refused: its terms are fixed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.agreements_keep_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'signed_at', 'closed_at', 'closed_by', 'closed_because'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an agreement is refused: discard or withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state NOT IN ('draft', 'offered') THEN
            RAISE EXCEPTION 'UPDATE of a % agreement is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'offered' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of an offered agreement is refused: its words are fixed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.consequences_keep_finding() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'accepted_cmo', 'accepted_cmo_at', 'accepted_client',
            'accepted_client_at', 'owner', 'plan', 'recover_on', 'contested_by', 'contested_name',
            'contested_at', 'contested_why', 'upheld', 'body', 'ruled_on', 'ruled_cmo',
            'ruled_client', 'ruling', 'recorded_by', 'recorded_name', 'recorded_at',
            'confirmed_name', 'confirmed_at', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a finding is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('accepted', 'upheld', 'dropped') THEN
            RAISE EXCEPTION 'UPDATE of a finding that is % is refused: it stays as it was.',
                OLD.state USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a finding says is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.consequences_keep_statement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'base', 'source', 'fee', 'fee_note', 'gain', 'gain_note',
            'lines', 'total', 'drafted_name', 'drafted_at', 'returned_name', 'returned_why',
            'content_hash', 'signed_at', 'version'];
        signing text[] := ARRAY['state', 'signed_at'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a statement is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'signed' THEN
            RAISE EXCEPTION 'UPDATE of a signed statement is refused: it stays as it was.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.state = 'signed' AND to_jsonb(NEW) - signing <> to_jsonb(OLD) - signing THEN
            RAISE EXCEPTION 'UPDATE of what a statement says while it is signed is refused.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a statement is about is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.exclusions_keep_claim() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'accepted', 'answered_name', 'answered_at', 'answer',
            'ruling_due_on', 'upheld', 'body', 'ruled_on', 'ruled_cmo', 'ruled_client', 'ruling',
            'recorded_by', 'recorded_name', 'recorded_at', 'confirmed_name', 'confirmed_at',
            'withdrawn_name', 'withdrawn_at', 'withdrawn_why', 'excluded_on', 'restored_on',
            'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an exclusion is refused: withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('upheld', 'denied', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of a % exclusion is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what an exclusion claims is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.incidents_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        judged text[] := ARRAY['foresight', 'foresaw', 'foresaw_name', 'foresaw_document',
            'foresaw_starter', 'judged_name', 'judged_at', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an incident is refused: close it.' USING ERRCODE = 'CB002';
        ELSIF OLD.closed_on IS NOT NULL AND to_jsonb(NEW) - judged <> to_jsonb(OLD) - judged THEN
            RAISE EXCEPTION 'UPDATE of a closed incident is refused: it stays as it was told.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.program_id <> OLD.program_id OR NEW.told_at <> OLD.told_at
                OR NEW.told_name <> OLD.told_name OR NEW.told_side <> OLD.told_side THEN
            RAISE EXCEPTION 'UPDATE of where and by whom an incident was told is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.ledger_read(clients uuid[], measures uuid[], days date[], zones text[], first_month date, last_month date, looks_back boolean, most bigint) RETURNS TABLE(place bigint, months date[], n bigint[], good bigint[], pending bigint[], first numeric[], second numeric[])
    LANGUAGE plpgsql STABLE
    AS $$
    #variable_conflict use_column
    DECLARE
        asked bigint := 12 * (date_part('year', last_month) - date_part('year', first_month))
            + date_part('month', last_month) - date_part('month', first_month) + 1;
    BEGIN
    RETURN QUERY SELECT a.place, held.*
    FROM unnest(clients, measures, days, zones)
        WITH ORDINALITY AS a(client_id, measure, known_on, zone, place)
    CROSS JOIN LATERAL (
        SELECT FROM public.ledger_measure m
        WHERE m.client_id = a.client_id AND m.measure = a.measure AND m.zone = a.zone
            AND (looks_back OR m.written_until IS NULL OR m.written_until <= a.known_on)
        LIMIT 1
    ) known
    CROSS JOIN LATERAL (
        SELECT CASE WHEN count(*) < asked THEN array_agg(month_on) END, array_agg(n), array_agg(good),
            CASE WHEN bool_or(pending <> 0) THEN array_agg(pending) END,
            CASE WHEN bool_or(first <> 0) THEN array_agg(first) END,
            CASE WHEN bool_or(second <> 0) THEN array_agg(second) END
        FROM (
            SELECT t.month_on, t.n - coalesce(k.n, 0) AS n, t.good - coalesce(k.good, 0) AS good, t.pending - coalesce(k.pending, 0) AS pending, t.first - coalesce(k.first, 0) AS first, t.second - coalesce(k.second, 0) AS second
            FROM public.ledger_total t LEFT JOIN LATERAL (
                SELECT sum(k.n)::bigint AS n, sum(k.good)::bigint AS good, sum(k.pending)::bigint AS pending, sum(k.first)::numeric AS first, sum(k.second)::numeric AS second FROM public.ledger_contribution k
                WHERE t.latest_on > a.known_on AND k.client_id = a.client_id
                    AND k.measure = a.measure AND k.month_on = t.month_on
                    AND k.known_on > a.known_on
                -- With a group, nothing is added up where there is nothing.
                GROUP BY k.month_on
            ) k ON true
            WHERE t.client_id = a.client_id AND t.measure = a.measure
                AND t.month_on BETWEEN first_month AND last_month
            ORDER BY t.month_on
        ) month
    ) held;
    -- A question of its own, since nearly always nothing waits; both see the same moment.
    IF EXISTS (SELECT FROM public.ledger_waiting w WHERE w.client_id = ANY (clients)) THEN
        RETURN QUERY SELECT -one.place,
            ARRAY[max((w.written_at AT TIME ZONE one.zone)::date)],
            ARRAY[(SELECT count(*) FROM (
                SELECT FROM public.ledger_waiting every JOIN public.trust_change c
                    ON c.entry_id = every.entry_id AND c.table_name = every.table_name
                WHERE every.client_id = one.client_id LIMIT most + 1
            ) lines)],
            NULL::bigint[], NULL::bigint[], NULL::numeric[], NULL::numeric[]
        FROM (
            SELECT client_id, zone, min(place) AS place
            FROM unnest(clients, zones) WITH ORDINALITY AS a(client_id, zone, place)
            GROUP BY client_id, zone
        ) one JOIN public.ledger_waiting w ON w.client_id = one.client_id
        GROUP BY one.client_id, one.zone, one.place;
    END IF;
    END $$;

CREATE FUNCTION public.ledger_wait() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    BEGIN
        INSERT INTO ledger_waiting (client_id, entry_id, table_name, written_at)
        SELECT e.client_id, e.id, TG_TABLE_NAME, e.happened_at FROM trust_entry e
        WHERE e.id = nullif(current_setting('app.entry_id', true), '')::uuid
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.risks_begin_round() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF NEW.cmo_closed_at IS NOT NULL OR NEW.client_closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'INSERT is refused: a round of blind scoring begins open.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.risks_keep_assessment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['title', 'held_on', 'extent', 'team', 'decide_within', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a risk assessment is refused.' USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of the program or matrix of a risk assessment is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.risks_keep_blind() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a blind score is refused.' USING ERRCODE = 'CB002';
        ELSIF TG_OP = 'UPDATE' AND (NEW.round_id, NEW.risk_id, NEW.side)
            IS DISTINCT FROM (OLD.round_id, OLD.risk_id, OLD.side) THEN
            RAISE EXCEPTION 'UPDATE of whose score it is, and of what, is refused.'
                USING ERRCODE = 'CB002';
        ELSIF EXISTS (
            SELECT FROM risks_scoringround r WHERE r.id = NEW.round_id AND (
                r.revealed_at IS NOT NULL OR r.called_off_at IS NOT NULL
                OR CASE NEW.side WHEN 'cmo' THEN r.cmo_closed_at ELSE r.client_closed_at END
                    IS NOT NULL)
        ) THEN
            RAISE EXCEPTION '% of a blind score is refused: its company has closed, or it is over.',
                TG_OP USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.risks_keep_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['signed_at', 'replaced_at', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an edition of a risk assessment is refused.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.signed_at IS NOT NULL OR OLD.replaced_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of an edition that is signed or replaced is refused.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what an edition says is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.risks_keep_risk() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a risk is refused: close it.' USING ERRCODE = 'CB002';
        ELSIF OLD.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a closed risk is refused: it stays as it was.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.assessment_id <> OLD.assessment_id OR NEW.number <> OLD.number THEN
            RAISE EXCEPTION 'UPDATE of where a risk belongs is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.risks_keep_round() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['cmo_scored', 'client_scored', 'cmo_closed_at', 'cmo_closed_name',
            'client_closed_at', 'client_closed_name', 'revealed_at', 'called_off_at',
            'called_off_name', 'called_off_why'];
        asks text := nullif(current_setting('app.side', true), '');
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a round of blind scoring is refused: call it off.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.revealed_at IS NOT NULL OR OLD.called_off_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a round of blind scoring that is over is refused.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a round of blind scoring is of is refused.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.cmo_closed_at IS DISTINCT FROM NEW.cmo_closed_at
            AND (asks IS DISTINCT FROM 'cmo' OR OLD.cmo_closed_at IS NOT NULL)
            OR OLD.client_closed_at IS DISTINCT FROM NEW.client_closed_at
            AND (asks IS DISTINCT FROM 'client' OR OLD.client_closed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'UPDATE is refused: each company closes its own scores, once.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.scorecards_keep_close() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['state', 'closed_at', 'withdrawn_name', 'withdrawn_at',
            'withdrawn_why', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a close is refused: withdraw it.' USING ERRCODE = 'CB002';
        ELSIF OLD.state <> 'proposed' THEN
            RAISE EXCEPTION 'UPDATE of a % month is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.content_hash <> '' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a close holds is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.scorecards_keep_phase() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['ended_name', 'ended_at', 'ended_why', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a phase is refused: withdraw it.' USING ERRCODE = 'CB002';
        ELSIF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what was decided about a phase is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.teams_keep_charter() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a charter is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.agreed_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of an agreed charter is refused: it stays as it was signed.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.program_id <> OLD.program_id OR NEW.number <> OLD.number THEN
            RAISE EXCEPTION 'UPDATE of where a charter belongs is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.teams_keep_criterion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a criterion is refused: say why it does not apply.'
                USING ERRCODE = 'CB002';
        ELSIF EXISTS (
            SELECT FROM teams_gate g WHERE g.id = NEW.gate_id AND g.passed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION '% of a criterion is refused: its gate was passed.', TG_OP
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.teams_keep_gate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a gate is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.passed_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a gate that was passed is refused: it stays as signed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.teams_keep_member() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    DECLARE
        fates text[] := ARRAY['zone', 'contact', 'deputy', 'hours_from', 'hours_to',
            'share_percent', 'left_on', 'left_why', 'left_name', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a member is refused: let them leave.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.left_on IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a member who has left is refused: history stays.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of who is of a team as what is refused: leave and join.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;

CREATE FUNCTION public.trust_journal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET "TimeZone" TO 'UTC'
    SET enable_nestloop TO 'off'
    AS $$
    DECLARE
        entry uuid := nullif(current_setting('app.entry_id', true), '')::uuid;
        client_column text := TG_ARGV[0];
        hidden text := TG_ARGV[1];
        changed bigint;
        paired bigint;
    BEGIN
        IF TG_OP = 'DELETE' THEN SELECT count(*) INTO changed FROM old_rows;
        ELSE SELECT count(*) INTO changed FROM new_rows; END IF;
        IF changed = 0 THEN RETURN NULL; END IF;
        -- The entry must have been written by this very transaction: an old one opens no door.
        IF entry IS NULL OR NOT EXISTS (
            SELECT FROM trust_entry e WHERE e.id = entry AND e.xact = pg_current_xact_id()
        ) THEN
            RAISE EXCEPTION '% of % is refused: it happens outside a command.',
                TG_OP, TG_TABLE_NAME USING ERRCODE = 'CB001';
        END IF;
        PERFORM set_config('app.verifying', 'on', true);
        IF TG_OP = 'INSERT' THEN
            
            WITH written AS (
                INSERT INTO trust_change AS c
                    (entry_id, client_id, audience, table_name, row_id, operation, old, new)
                SELECT entry, nullif(n.j ->> client_column, '')::uuid,
                    coalesce(n.j ->> 'audience', 'shared'), TG_TABLE_NAME, n.id,
                    TG_OP, NULL, n.j - hidden
                FROM (SELECT r.id, to_jsonb(r) AS j FROM new_rows r OFFSET 0) n
                RETURNING c.id, hash_record_extended(ROW(c.id, c.entry_id, c.client_id, c.audience, c.table_name, c.row_id, c.operation, c.old, c.new), 0) AS checked
            ), noted AS (
                INSERT INTO trust_unsealedspan (entry_id, first_id, last_id, lines, checksum)
                SELECT entry, min(w.id), max(w.id), count(*), bit_xor(w.checked)
                FROM written w GROUP BY w.id >> 11
            ) SELECT count(*) INTO paired FROM written;
        ELSIF TG_OP = 'DELETE' THEN
            
            WITH written AS (
                INSERT INTO trust_change AS c
                    (entry_id, client_id, audience, table_name, row_id, operation, old, new)
                SELECT entry, nullif(o.j ->> client_column, '')::uuid,
                    coalesce(o.j ->> 'audience', 'shared'), TG_TABLE_NAME, o.id,
                    TG_OP, o.j - hidden, NULL
                FROM (SELECT r.id, to_jsonb(r) AS j FROM old_rows r OFFSET 0) o
                RETURNING c.id, hash_record_extended(ROW(c.id, c.entry_id, c.client_id, c.audience, c.table_name, c.row_id, c.operation, c.old, c.new), 0) AS checked
            ), noted AS (
                INSERT INTO trust_unsealedspan (entry_id, first_id, last_id, lines, checksum)
                SELECT entry, min(w.id), max(w.id), count(*), bit_xor(w.checked)
                FROM written w GROUP BY w.id >> 11
            ) SELECT count(*) INTO paired FROM written;
        ELSE
            
            WITH written AS (
                INSERT INTO trust_change AS c
                    (entry_id, client_id, audience, table_name, row_id, operation, old, new)
                SELECT entry, nullif(n.j ->> client_column, '')::uuid,
                    coalesce(nullif(n.j ->> 'audience', 'shared'),
                        nullif(o.j ->> 'audience', 'shared'), 'shared'),
                    TG_TABLE_NAME, n.id, TG_OP, o.j - hidden, n.j - hidden
                FROM (SELECT id, to_jsonb(r) AS j FROM new_rows r OFFSET 0) n
                JOIN (SELECT id, to_jsonb(r) AS j FROM old_rows r OFFSET 0) o USING (id)
                RETURNING c.id, hash_record_extended(ROW(c.id, c.entry_id, c.client_id, c.audience, c.table_name, c.row_id, c.operation, c.old, c.new), 0) AS checked
            ), noted AS (
                INSERT INTO trust_unsealedspan (entry_id, first_id, last_id, lines, checksum)
                SELECT entry, min(w.id), max(w.id), count(*), bit_xor(w.checked)
                FROM written w GROUP BY w.id >> 11
            ) SELECT count(*) INTO paired FROM written;
            IF paired <> changed THEN
                RAISE EXCEPTION 'UPDATE of % is refused: an id never changes.', TG_TABLE_NAME
                    USING ERRCODE = 'CB002';
            END IF;
        END IF;
        PERFORM set_config('app.verifying', '', true);
        RETURN NULL;
    END $$;

CREATE FUNCTION public.trust_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        RAISE EXCEPTION '% of % is refused: these rows are kept as they were written.',
            TG_OP, TG_TABLE_NAME USING ERRCODE = 'CB002';
    END $$;

CREATE FUNCTION public.trust_take_spans(room integer) RETURNS TABLE(entry_id uuid, change_id bigint, leaf bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    #variable_conflict use_column
    DECLARE
        span trust_unsealedspan;
        is_whole boolean;
        taken integer := 0;
    BEGIN
        PERFORM set_config('app.verifying', 'on', true);
        FOR span IN SELECT * FROM trust_unsealedspan ORDER BY id LOOP
            EXIT WHEN taken + span.lines > room;
            SELECT count(*) = span.lines AND bit_xor(hash_record_extended(ROW(r.id, r.entry_id, r.client_id, r.audience, r.table_name, r.row_id, r.operation, r.old, r.new), 0)) = span.checksum INTO is_whole
            FROM trust_change r WHERE r.entry_id = span.entry_id AND r.id BETWEEN span.first_id AND span.last_id;
            CONTINUE WHEN is_whole IS NOT TRUE;
            taken := taken + span.lines;
            RETURN QUERY SELECT NULL::uuid, r.id, sha256('\x00'::bytea || convert_to((jsonb_build_object('id', r.id, 'entry_id', r.entry_id, 'client_id', r.client_id, 'audience', r.audience, 'table_name', r.table_name, 'row_id', r.row_id, 'operation', r.operation, 'old', r.old, 'new', r.new))::text, 'UTF8'))
                FROM trust_change r WHERE r.entry_id = span.entry_id AND r.id BETWEEN span.first_id AND span.last_id ORDER BY r.id;
            DELETE FROM trust_unsealedspan s WHERE s.id = span.id;
        END LOOP;
        PERFORM set_config('app.verifying', '', true);
    END $$;

CREATE FUNCTION public.trust_tell_webhooks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    BEGIN
        INSERT INTO trust_webhookcall (
            id, client_id, side, webhook_id, entry_id, event, state, attempts, made_at, next_at,
            last_words
        )
        SELECT gen_random_uuid(), h.client_id, h.side, h.id, w.id, w.event, 'waiting', 0,
            w.happened_at, w.happened_at, ''
        FROM written w JOIN trust_webhook h ON h.client_id = w.client_id
        WHERE h.is_active AND (w.audience = 'shared'
                OR w.audience = CASE h.side WHEN 'cmo' THEN 'internal' ELSE 'client' END)
            AND CASE w.event WHEN 'webhooks.webhook-tried'
                THEN h.id::text = w.arguments ->> 'webhook'
                ELSE (h.events = '{}' OR w.event = ANY (h.events)) END;
        RETURN NULL;
    END $$;

CREATE FUNCTION public.trust_wait_for_seal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
    BEGIN
        IF TG_TABLE_NAME = 'trust_entry' THEN
            INSERT INTO trust_unsealed (entry_id, leaf)
            SELECT r.id, sha256('\x00'::bytea || convert_to((jsonb_build_object('id', r.id, 'client_id', r.client_id, 'parent_id', r.parent_id, 'actor_id', r.actor_id, 'actor_name', r.actor_name, 'actor_side', r.actor_side, 'event', r.event, 'audience', r.audience, 'reason', r.reason, 'arguments', r.arguments, 'happened_at_us', (extract(epoch FROM r.happened_at) * 1000000)::bigint))::text, 'UTF8')) FROM written r;
        ELSE
            INSERT INTO trust_unsealed (change_id, leaf)
            SELECT r.id, sha256('\x00'::bytea || convert_to((jsonb_build_object('id', r.id, 'entry_id', r.entry_id, 'client_id', r.client_id, 'audience', r.audience, 'table_name', r.table_name, 'row_id', r.row_id, 'operation', r.operation, 'old', r.old, 'new', r.new))::text, 'UTF8')) FROM written r;
        END IF;
        RETURN NULL;
    END $$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.actions_action (
    id uuid NOT NULL,
    title character varying(200) NOT NULL,
    owner_name character varying(160) NOT NULL,
    side character varying(8) NOT NULL,
    due_on date NOT NULL,
    serves character varying(40) NOT NULL,
    serves_id uuid,
    serves_name character varying(300) NOT NULL,
    offered_by character varying(8) NOT NULL,
    offered_name character varying(160) NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    state character varying(12) NOT NULL,
    answered_at timestamp with time zone,
    answer text NOT NULL,
    forecast_on date,
    forecast_why text NOT NULL,
    done_on date,
    done_at timestamp with time zone,
    evidence text NOT NULL,
    withdrawn_name character varying(160) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_why text NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    CONSTRAINT action_is_accepted_by_its_owner CHECK (((NOT ((state)::text = ANY ((ARRAY['accepted'::character varying, 'done'::character varying])::text[]))) OR (answered_at IS NOT NULL))),
    CONSTRAINT action_is_done_with_evidence CHECK (((NOT ((state)::text = 'done'::text)) OR ((done_at IS NOT NULL) AND (done_on IS NOT NULL) AND (NOT (evidence = ''::text))))),
    CONSTRAINT action_words_are_known CHECK ((((offered_by)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])) AND ((side)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])) AND ((state)::text = ANY ((ARRAY['offered'::character varying, 'accepted'::character varying, 'declined'::character varying, 'done'::character varying, 'withdrawn'::character varying])::text[])))),
    CONSTRAINT actions_action_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.actions_action FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agreements_agreementversion (
    id uuid NOT NULL,
    number integer,
    audience character varying(8) NOT NULL,
    state character varying(12) NOT NULL,
    parts jsonb NOT NULL,
    client_name character varying(120) NOT NULL,
    from_on date,
    offered_at timestamp with time zone,
    offered_by character varying(160) NOT NULL,
    signed_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by character varying(160) NOT NULL,
    closed_because text NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    CONSTRAINT agreement_leaves_the_house_with_a_number CHECK (((((audience)::text = 'internal'::text) AND (number IS NULL) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'withdrawn'::character varying])::text[]))) OR (((audience)::text = 'shared'::text) AND (from_on IS NOT NULL) AND (number IS NOT NULL) AND (NOT ((state)::text = 'draft'::text))))),
    CONSTRAINT agreement_words_are_known CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'offered'::character varying, 'signed'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'replaced'::character varying])::text[])) AND ((audience)::text = ANY ((ARRAY['internal'::character varying, 'shared'::character varying])::text[])))),
    CONSTRAINT agreements_agreementversion_number_check CHECK ((number >= 0)),
    CONSTRAINT agreements_agreementversion_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.agreements_agreementversion FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agreements_enteredvalue (
    id uuid NOT NULL,
    metric_key character varying(60) NOT NULL,
    month_on date NOT NULL,
    reference character varying(7) NOT NULL,
    top numeric(18,6) NOT NULL,
    bottom numeric(18,6) NOT NULL,
    source character varying(200) NOT NULL,
    note text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by character varying(160) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid,
    CONSTRAINT agreements_enteredvalue_version_check CHECK ((version >= 0)),
    CONSTRAINT entered_value_has_numbers CHECK (((bottom > (0)::numeric) AND (top >= (0)::numeric))),
    CONSTRAINT entered_value_is_a_month CHECK ((EXTRACT(day FROM month_on) = (1)::numeric)),
    CONSTRAINT entered_value_says_where_from CHECK (((NOT (note = ''::text)) AND (NOT ((source)::text = ''::text))))
);

ALTER TABLE ONLY public.agreements_enteredvalue FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agreements_promise (
    id uuid NOT NULL,
    audience character varying(8) NOT NULL,
    party character varying(8) NOT NULL,
    state character varying(12) NOT NULL,
    metric_key character varying(60) NOT NULL,
    metric jsonb NOT NULL,
    metric_hash character varying(64) NOT NULL,
    words text NOT NULL,
    target numeric(18,6) NOT NULL,
    floor numeric(18,6) NOT NULL,
    n_min integer NOT NULL,
    from_on date NOT NULL,
    offered_at timestamp with time zone,
    signed_at timestamp with time zone,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid,
    client_name character varying(120) NOT NULL,
    program_code character varying(40) NOT NULL,
    program_name character varying(160) NOT NULL,
    offered_by character varying(160) NOT NULL,
    agreement_id uuid,
    ended_on date,
    period character varying(8) NOT NULL,
    weight smallint NOT NULL,
    tolerance numeric(18,6) NOT NULL,
    grace smallint NOT NULL,
    allocation numeric(8,6) NOT NULL,
    is_critical boolean NOT NULL,
    owner character varying(200) NOT NULL,
    CONSTRAINT agreements_promise_grace_check CHECK ((grace >= 0)),
    CONSTRAINT agreements_promise_n_min_check CHECK ((n_min >= 0)),
    CONSTRAINT agreements_promise_version_check CHECK ((version >= 0)),
    CONSTRAINT agreements_promise_weight_check CHECK ((weight >= 0)),
    CONSTRAINT promise_leaves_the_house_when_offered CHECK (((((audience)::text = 'internal'::text) AND ((state)::text = 'draft'::text)) OR ((state)::text = 'withdrawn'::text) OR (((audience)::text = 'shared'::text) AND ((state)::text = ANY ((ARRAY['offered'::character varying, 'signed'::character varying])::text[]))))),
    CONSTRAINT promise_words_are_known CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'offered'::character varying, 'signed'::character varying, 'withdrawn'::character varying])::text[])) AND ((party)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])) AND ((audience)::text = ANY ((ARRAY['internal'::character varying, 'shared'::character varying])::text[]))))
);

ALTER TABLE ONLY public.agreements_promise FORCE ROW LEVEL SECURITY;

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calendars_clientcalendar (
    id uuid NOT NULL,
    number integer NOT NULL,
    from_on date NOT NULL,
    content jsonb NOT NULL,
    is_discarded boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by character varying(160) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    CONSTRAINT calendars_clientcalendar_number_check CHECK ((number >= 0)),
    CONSTRAINT calendars_clientcalendar_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.calendars_clientcalendar FORCE ROW LEVEL SECURITY;

CREATE TABLE public.calendars_sitecalendar (
    number integer NOT NULL,
    from_on date NOT NULL,
    content jsonb NOT NULL,
    is_discarded boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by character varying(160) NOT NULL,
    version integer NOT NULL,
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    CONSTRAINT calendars_sitecalendar_number_check CHECK ((number >= 0)),
    CONSTRAINT calendars_sitecalendar_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.calendars_sitecalendar FORCE ROW LEVEL SECURITY;

CREATE TABLE public.consequences_finding (
    id uuid NOT NULL,
    place integer NOT NULL,
    about character varying(100) NOT NULL,
    title character varying(160) NOT NULL,
    party character varying(8) NOT NULL,
    first_on date NOT NULL,
    until_on date NOT NULL,
    standing character varying(16) NOT NULL,
    reading jsonb NOT NULL,
    unit character varying(16) NOT NULL,
    better character varying(8) NOT NULL,
    target numeric(18,6) NOT NULL,
    floor numeric(18,6) NOT NULL,
    steps jsonb NOT NULL,
    history jsonb NOT NULL,
    allocation numeric(8,6) NOT NULL,
    share numeric(18,12) NOT NULL,
    share_then numeric(18,12) NOT NULL,
    state character varying(12) NOT NULL,
    accepted_cmo character varying(160) NOT NULL,
    accepted_cmo_at timestamp with time zone,
    accepted_client character varying(160) NOT NULL,
    accepted_client_at timestamp with time zone,
    owner character varying(200) NOT NULL,
    plan text NOT NULL,
    recover_on date,
    contested_by character varying(8) NOT NULL,
    contested_name character varying(160) NOT NULL,
    contested_at timestamp with time zone,
    contested_why text NOT NULL,
    upheld boolean,
    body character varying(120) NOT NULL,
    ruled_on date,
    ruled_cmo character varying(240) NOT NULL,
    ruled_client character varying(240) NOT NULL,
    ruling text NOT NULL,
    recorded_by character varying(8) NOT NULL,
    recorded_name character varying(160) NOT NULL,
    recorded_at timestamp with time zone,
    confirmed_name character varying(160) NOT NULL,
    confirmed_at timestamp with time zone,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    number_id uuid NOT NULL,
    promise_id uuid NOT NULL,
    restates_id uuid,
    statement_id uuid NOT NULL,
    material_then numeric(18,2),
    CONSTRAINT consequences_finding_place_check CHECK ((place >= 0)),
    CONSTRAINT consequences_finding_version_check CHECK ((version >= 0)),
    CONSTRAINT finding_is_accepted_by_both CHECK (((NOT ((state)::text = 'accepted'::text)) OR ((accepted_client_at IS NOT NULL) AND (accepted_cmo_at IS NOT NULL)))),
    CONSTRAINT finding_is_ruled_by_both CHECK (((NOT ((state)::text = ANY ((ARRAY['upheld'::character varying, 'dropped'::character varying])::text[]))) OR ((confirmed_at IS NOT NULL) AND (recorded_at IS NOT NULL) AND (NOT ((ruled_cmo)::text = ''::text)) AND (NOT ((ruled_client)::text = ''::text))))),
    CONSTRAINT finding_words_are_known CHECK ((((state)::text = ANY ((ARRAY['proposed'::character varying, 'contested'::character varying, 'recorded'::character varying, 'accepted'::character varying, 'upheld'::character varying, 'dropped'::character varying])::text[])) AND ((party)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])) AND ((contested_by)::text = ANY ((ARRAY[''::character varying, 'cmo'::character varying, 'client'::character varying])::text[])) AND ((recorded_by)::text = ANY ((ARRAY[''::character varying, 'cmo'::character varying, 'client'::character varying])::text[]))))
);

ALTER TABLE ONLY public.consequences_finding FORCE ROW LEVEL SECURITY;

CREATE TABLE public.consequences_statement (
    id uuid NOT NULL,
    agreement_number integer NOT NULL,
    close_hash character varying(64) NOT NULL,
    program_name character varying(200) NOT NULL,
    client_name character varying(120) NOT NULL,
    first_on date NOT NULL,
    until_on date NOT NULL,
    state character varying(12) NOT NULL,
    money jsonb NOT NULL,
    passed_over jsonb NOT NULL,
    gains jsonb NOT NULL,
    answer_due_on date NOT NULL,
    base numeric(18,2),
    source character varying(200) NOT NULL,
    fee numeric(18,2) NOT NULL,
    fee_note character varying(200) NOT NULL,
    gain numeric(18,2) NOT NULL,
    gain_note character varying(200) NOT NULL,
    lines jsonb NOT NULL,
    total numeric(18,2),
    drafted_name character varying(160) NOT NULL,
    drafted_at timestamp with time zone,
    returned_name character varying(160) NOT NULL,
    returned_why text NOT NULL,
    content_hash character varying(64) NOT NULL,
    signed_at timestamp with time zone,
    version integer NOT NULL,
    agreement_id uuid NOT NULL,
    client_id uuid NOT NULL,
    close_id uuid NOT NULL,
    program_id uuid,
    CONSTRAINT consequences_statement_agreement_number_check CHECK ((agreement_number >= 0)),
    CONSTRAINT consequences_statement_version_check CHECK ((version >= 0)),
    CONSTRAINT statement_is_drawn_up_with_amounts CHECK ((((state)::text = 'open'::text) OR ((base IS NOT NULL) AND (drafted_at IS NOT NULL) AND (total IS NOT NULL) AND (NOT ((content_hash)::text = ''::text))))),
    CONSTRAINT statement_is_signed_at_an_instant CHECK ((((signed_at IS NOT NULL) AND ((state)::text = 'signed'::text)) OR ((NOT ((state)::text = 'signed'::text)) AND (signed_at IS NULL)))),
    CONSTRAINT statement_state_is_known CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'drafted'::character varying, 'signed'::character varying])::text[])))
);

ALTER TABLE ONLY public.consequences_statement FORCE ROW LEVEL SECURITY;

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.exchange_import (
    id uuid NOT NULL,
    audience character varying(8) NOT NULL,
    what character varying(12) NOT NULL,
    file_name character varying(200) NOT NULL,
    size_bytes bigint NOT NULL,
    content_hash character varying(64) NOT NULL,
    state character varying(12) NOT NULL,
    mapping jsonb NOT NULL,
    update_existing boolean NOT NULL,
    questions jsonb NOT NULL,
    findings jsonb NOT NULL,
    failure text NOT NULL,
    written_entry uuid,
    asked_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    asked_by_id uuid NOT NULL,
    client_id uuid NOT NULL,
    moved_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT exchange_import_version_check CHECK ((version >= 0)),
    CONSTRAINT import_words_are_known CHECK ((((state)::text = ANY ((ARRAY['uploaded'::character varying, 'judging'::character varying, 'judged'::character varying, 'writing'::character varying, 'done'::character varying, 'undoing'::character varying, 'failed'::character varying, 'undone'::character varying, 'discarded'::character varying])::text[])) AND ((what)::text = ANY ((ARRAY['deliveries'::character varying, 'batches'::character varying])::text[])) AND ((audience)::text = 'internal'::text)))
);

ALTER TABLE ONLY public.exchange_import FORCE ROW LEVEL SECURITY;

CREATE TABLE public.exchange_importmapping (
    id uuid NOT NULL,
    audience character varying(8) NOT NULL,
    what character varying(12) NOT NULL,
    mapping jsonb NOT NULL,
    client_id uuid NOT NULL
);

ALTER TABLE ONLY public.exchange_importmapping FORCE ROW LEVEL SECURITY;

CREATE TABLE public.exclusions_exclusion (
    id uuid NOT NULL,
    metric_key character varying(60) NOT NULL,
    facts character varying(60) NOT NULL,
    fact_id uuid NOT NULL,
    reference character varying(60) NOT NULL,
    fact_on date NOT NULL,
    ground character varying(20) NOT NULL,
    cause text NOT NULL,
    clause character varying(120) NOT NULL,
    evidence text NOT NULL,
    claimed_by character varying(8) NOT NULL,
    claimed_name character varying(160) NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    answer_due_on date NOT NULL,
    state character varying(12) NOT NULL,
    accepted boolean,
    answered_name character varying(160) NOT NULL,
    answered_at timestamp with time zone,
    answer text NOT NULL,
    ruling_due_on date,
    upheld boolean,
    body character varying(120) NOT NULL,
    ruled_on date,
    ruled_cmo character varying(240) NOT NULL,
    ruled_client character varying(240) NOT NULL,
    ruling text NOT NULL,
    recorded_by character varying(8) NOT NULL,
    recorded_name character varying(160) NOT NULL,
    recorded_at timestamp with time zone,
    confirmed_name character varying(160) NOT NULL,
    confirmed_at timestamp with time zone,
    withdrawn_name character varying(160) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_why text NOT NULL,
    excluded_on date,
    restored_on date,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    promise_id uuid NOT NULL,
    CONSTRAINT exclusion_excludes_when_decided CHECK ((((excluded_on IS NOT NULL) AND (restored_on IS NULL) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'upheld'::character varying])::text[]))) OR ((state)::text = 'withdrawn'::text) OR ((excluded_on IS NULL) AND (restored_on IS NULL) AND (NOT ((state)::text = ANY ((ARRAY['accepted'::character varying, 'upheld'::character varying])::text[])))))),
    CONSTRAINT exclusion_is_ruled_by_both CHECK (((NOT ((state)::text = ANY ((ARRAY['upheld'::character varying, 'denied'::character varying])::text[]))) OR ((confirmed_at IS NOT NULL) AND (recorded_at IS NOT NULL) AND (NOT ((ruled_cmo)::text = ''::text)) AND (NOT ((ruled_client)::text = ''::text))))),
    CONSTRAINT exclusion_words_are_known CHECK ((((state)::text = ANY ((ARRAY['claimed'::character varying, 'accepted'::character varying, 'disputed'::character varying, 'recorded'::character varying, 'upheld'::character varying, 'denied'::character varying, 'withdrawn'::character varying])::text[])) AND ((ground)::text = ANY ((ARRAY['other-material'::character varying, 'other-answer'::character varying, 'vendor'::character varying, 'force-majeure'::character varying, 'other'::character varying])::text[])) AND ((claimed_by)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])) AND ((recorded_by)::text = ANY ((ARRAY[''::character varying, 'cmo'::character varying, 'client'::character varying])::text[])))),
    CONSTRAINT exclusions_exclusion_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.exclusions_exclusion FORCE ROW LEVEL SECURITY;

CREATE TABLE public.incidents_incident (
    id uuid NOT NULL,
    title character varying(200) NOT NULL,
    what text NOT NULL,
    happened_on date NOT NULL,
    place character varying(120) NOT NULL,
    severity character varying(8) NOT NULL,
    told_name character varying(160) NOT NULL,
    told_side character varying(8) NOT NULL,
    told_at timestamp with time zone NOT NULL,
    foresight character varying(10) NOT NULL,
    foresaw uuid,
    foresaw_name character varying(320) NOT NULL,
    foresaw_document uuid,
    foresaw_starter character varying(40) NOT NULL,
    judged_name character varying(160) NOT NULL,
    judged_at timestamp with time zone,
    closed_on date,
    closed_name character varying(160) NOT NULL,
    closed_why text NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT incident_is_closed_with_words CHECK (((closed_on IS NULL) OR (NOT (closed_why = ''::text)))),
    CONSTRAINT incident_names_what_foresaw_it CHECK ((((foresaw IS NOT NULL) AND (foresaw_document IS NOT NULL) AND ((foresight)::text = 'foreseen'::text)) OR ((NOT ((foresight)::text = 'foreseen'::text)) AND (foresaw IS NULL) AND (foresaw_document IS NULL) AND ((foresaw_starter)::text = ''::text)))),
    CONSTRAINT incident_words_are_known CHECK ((((foresight)::text = ANY ((ARRAY['open'::character varying, 'foreseen'::character varying, 'unforeseen'::character varying])::text[])) AND ((severity)::text = ANY ((ARRAY['critical'::character varying, 'major'::character varying, 'minor'::character varying])::text[])) AND ((told_side)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])))),
    CONSTRAINT incidents_incident_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.incidents_incident FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ledger_contribution (
    client_id uuid NOT NULL,
    measure uuid NOT NULL,
    month_on date NOT NULL,
    known_on date NOT NULL,
    n bigint NOT NULL,
    good bigint NOT NULL,
    pending bigint NOT NULL,
    first numeric NOT NULL,
    second numeric NOT NULL
);

ALTER TABLE ONLY public.ledger_contribution FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ledger_measure (
    client_id uuid NOT NULL,
    measure uuid NOT NULL,
    zone text NOT NULL,
    written_until date
);

ALTER TABLE ONLY public.ledger_measure FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ledger_total (
    client_id uuid NOT NULL,
    measure uuid NOT NULL,
    month_on date NOT NULL,
    n bigint NOT NULL,
    good bigint NOT NULL,
    pending bigint NOT NULL,
    first numeric NOT NULL,
    second numeric NOT NULL,
    latest_on date NOT NULL
);

ALTER TABLE ONLY public.ledger_total FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ledger_waiting (
    client_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    table_name text NOT NULL,
    written_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.ledger_waiting FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plans_baseline (
    id uuid NOT NULL,
    name character varying(80) NOT NULL,
    state jsonb NOT NULL,
    tasks integer NOT NULL,
    ends_on date NOT NULL,
    taken_name character varying(160) NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    client_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    CONSTRAINT plans_baseline_tasks_check CHECK ((tasks >= 0))
);

ALTER TABLE ONLY public.plans_baseline FORCE ROW LEVEL SECURITY;

CREATE TABLE public.plans_milestone (
    id uuid NOT NULL,
    uid bigint NOT NULL,
    name character varying(200) NOT NULL,
    committed_on date NOT NULL,
    committed_name character varying(160) NOT NULL,
    committed_at timestamp with time zone NOT NULL,
    forecast_on date NOT NULL,
    actual_on date,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    CONSTRAINT plans_milestone_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.plans_milestone FORCE ROW LEVEL SECURITY;

CREATE TABLE public.plans_milestonemove (
    id uuid NOT NULL,
    moved_from date NOT NULL,
    moved_to date NOT NULL,
    cause character varying(16) NOT NULL,
    party character varying(8) NOT NULL,
    why character varying(500) NOT NULL,
    moved_name character varying(160) NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    client_id uuid NOT NULL,
    milestone_id uuid NOT NULL,
    CONSTRAINT milestone_slips_with_a_cause CHECK (((moved_to < moved_from) OR (((cause)::text = ANY ((ARRAY['material'::character varying, 'answer'::character varying, 'equipment'::character varying, 'result'::character varying, 'capacity'::character varying, 'scope'::character varying, 'estimate'::character varying, 'vendor'::character varying, 'force-majeure'::character varying, 'other'::character varying])::text[])) AND (moved_to > moved_from) AND ((party)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying, 'neither'::character varying])::text[])))))
);

ALTER TABLE ONLY public.plans_milestonemove FORCE ROW LEVEL SECURITY;

CREATE TABLE public.plans_plan (
    id uuid NOT NULL,
    start_on date NOT NULL,
    day_minutes integer NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT plans_plan_day_minutes_check CHECK ((day_minutes >= 0)),
    CONSTRAINT plans_plan_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.plans_plan FORCE ROW LEVEL SECURITY;

CREATE TABLE public.plans_planfile (
    id uuid NOT NULL,
    audience character varying(8) NOT NULL,
    name character varying(200) NOT NULL,
    size_bytes integer NOT NULL,
    content_hash character varying(64) NOT NULL,
    content jsonb NOT NULL,
    state character varying(12) NOT NULL,
    read_name character varying(160) NOT NULL,
    read_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT plan_file_words_are_known CHECK ((((state)::text = ANY ((ARRAY['unmatched'::character varying, 'read'::character varying, 'taken'::character varying, 'discarded'::character varying])::text[])) AND ((audience)::text = 'internal'::text))),
    CONSTRAINT plans_planfile_size_bytes_check CHECK ((size_bytes >= 0)),
    CONSTRAINT plans_planfile_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.plans_planfile FORCE ROW LEVEL SECURITY;

CREATE TABLE public.plans_task (
    id uuid NOT NULL,
    uid bigint NOT NULL,
    number integer NOT NULL,
    name character varying(200) NOT NULL,
    level smallint NOT NULL,
    minutes integer NOT NULL,
    shortest integer,
    longest integer,
    owner character varying(8) NOT NULL,
    "constraint" character varying(20) NOT NULL,
    constraint_on date,
    client_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    CONSTRAINT plans_task_level_check CHECK ((level >= 0)),
    CONSTRAINT plans_task_longest_check CHECK ((longest >= 0)),
    CONSTRAINT plans_task_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT plans_task_number_check CHECK ((number >= 0)),
    CONSTRAINT plans_task_shortest_check CHECK ((shortest >= 0)),
    CONSTRAINT task_date_has_a_rule CHECK ((((("constraint")::text = 'none'::text) AND (constraint_on IS NULL)) OR ((NOT (("constraint")::text = 'none'::text)) AND (constraint_on IS NOT NULL)))),
    CONSTRAINT task_estimate_is_in_order CHECK ((((longest IS NULL) AND (shortest IS NULL)) OR ((longest >= minutes) AND (shortest <= minutes)))),
    CONSTRAINT task_words_are_known CHECK ((((owner)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying, 'both'::character varying])::text[])) AND (("constraint")::text = ANY ((ARRAY['none'::character varying, 'start-no-earlier'::character varying, 'start-no-later'::character varying, 'start-on'::character varying, 'finish-no-earlier'::character varying, 'finish-no-later'::character varying, 'finish-on'::character varying])::text[]))))
);

ALTER TABLE ONLY public.plans_task FORCE ROW LEVEL SECURITY;

CREATE TABLE public.plans_tasklink (
    id uuid NOT NULL,
    kind character varying(2) NOT NULL,
    lag integer NOT NULL,
    after_id uuid NOT NULL,
    before_id uuid NOT NULL,
    client_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    CONSTRAINT task_link_is_of_a_kind CHECK ((((kind)::text = ANY ((ARRAY['FS'::character varying, 'SS'::character varying, 'FF'::character varying, 'SF'::character varying])::text[])) AND (NOT (before_id = after_id))))
);

ALTER TABLE ONLY public.plans_tasklink FORCE ROW LEVEL SECURITY;

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.production_batch (
    id uuid NOT NULL,
    reference character varying(40) NOT NULL,
    client_reference character varying(60) NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    planned_start_on date,
    started_on date,
    completed_on date,
    disposition character varying(12) NOT NULL,
    disposed_on date,
    unit character varying(20) NOT NULL,
    quantity_theoretical numeric(18,6),
    quantity_actual numeric(18,6),
    deviations integer,
    reworked boolean,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    product_id uuid,
    program_id uuid NOT NULL,
    search text GENERATED ALWAYS AS (lower(((COALESCE(reference, ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(client_reference, ''::character varying))::text || COALESCE('
'::text, ''::text)), ''::text)), ''::text)))) STORED,
    CONSTRAINT batch_days_are_in_order CHECK (((started_on IS NULL) OR (completed_on IS NULL) OR (completed_on >= started_on))),
    CONSTRAINT batch_quantities_are_positive CHECK ((((quantity_theoretical IS NULL) OR (quantity_theoretical > (0)::numeric)) AND ((quantity_actual IS NULL) OR (quantity_actual >= (0)::numeric)))),
    CONSTRAINT batch_words_are_known CHECK ((((state)::text = ANY ((ARRAY['planned'::character varying, 'started'::character varying, 'completed'::character varying, 'cancelled'::character varying])::text[])) AND ((kind)::text = ANY ((ARRAY['commercial'::character varying, 'ppq'::character varying, 'engineering'::character varying, 'clinical'::character varying])::text[])) AND ((disposition)::text = ANY ((ARRAY['pending'::character varying, 'released'::character varying, 'rejected'::character varying])::text[])))),
    CONSTRAINT decided_batch_has_a_day CHECK ((((disposed_on IS NULL) AND ((disposition)::text = 'pending'::text)) OR (NOT ((disposition)::text = 'pending'::text)))),
    CONSTRAINT production_batch_deviations_check CHECK ((deviations >= 0)),
    CONSTRAINT production_batch_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.production_batch FORCE ROW LEVEL SECURITY;

CREATE TABLE public.production_delivery (
    id uuid NOT NULL,
    reference character varying(40) NOT NULL,
    client_reference character varying(60) NOT NULL,
    item character varying(160) NOT NULL,
    origin character varying(160) NOT NULL,
    destination character varying(120) NOT NULL,
    category character varying(60) NOT NULL,
    transport character varying(40) NOT NULL,
    unit character varying(20) NOT NULL,
    state character varying(12) NOT NULL,
    requested_on date,
    first_promised_on date NOT NULL,
    promised_on date NOT NULL,
    delivered_on date,
    quantity_promised numeric(18,6),
    quantity_delivered numeric(18,6),
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    search text GENERATED ALWAYS AS (lower(((COALESCE(reference, ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(client_reference, ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(item, ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(destination, ''::character varying))::text || COALESCE('
'::text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    CONSTRAINT delivered_has_a_day CHECK ((((delivered_on IS NOT NULL) AND ((state)::text = 'delivered'::text)) OR ((NOT ((state)::text = 'delivered'::text)) AND (delivered_on IS NULL)))),
    CONSTRAINT delivery_quantities_are_positive CHECK ((((quantity_promised IS NULL) OR (quantity_promised > (0)::numeric)) AND ((quantity_delivered IS NULL) OR (quantity_delivered >= (0)::numeric)))),
    CONSTRAINT delivery_state_is_known CHECK (((state)::text = ANY ((ARRAY['promised'::character varying, 'delivered'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT production_delivery_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.production_delivery FORCE ROW LEVEL SECURITY;

CREATE TABLE public.production_redating (
    id uuid NOT NULL,
    promised_before date NOT NULL,
    promised_after date NOT NULL,
    asked_by character varying(8) NOT NULL,
    cause character varying(240) NOT NULL,
    redated_at timestamp with time zone NOT NULL,
    client_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    CONSTRAINT redating_is_asked_by_a_side CHECK (((asked_by)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[]))),
    CONSTRAINT redating_moves CHECK ((NOT (promised_before = promised_after)))
);

ALTER TABLE ONLY public.production_redating FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programs_client (
    id uuid NOT NULL,
    slug character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    zone character varying(40) NOT NULL,
    is_synthetic boolean NOT NULL
);

ALTER TABLE ONLY public.programs_client FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programs_product (
    id uuid NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(160) NOT NULL,
    client_id uuid NOT NULL
);

ALTER TABLE ONLY public.programs_product FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programs_program (
    id uuid NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(160) NOT NULL,
    client_id uuid NOT NULL,
    product_id uuid,
    site_id uuid NOT NULL
);

ALTER TABLE ONLY public.programs_program FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programs_site (
    id uuid NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    zone character varying(40) NOT NULL,
    country character varying(2) NOT NULL
);

CREATE TABLE public.risks_assessment (
    id uuid NOT NULL,
    title character varying(160) NOT NULL,
    held_on date NOT NULL,
    extent text NOT NULL,
    team jsonb NOT NULL,
    matrix jsonb NOT NULL,
    decide_within smallint NOT NULL,
    opened_name character varying(160) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    drawn_id uuid,
    CONSTRAINT risks_assessment_decide_within_check CHECK ((decide_within >= 0)),
    CONSTRAINT risks_assessment_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.risks_assessment FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_blindscore (
    id uuid NOT NULL,
    side character varying(8) NOT NULL,
    audience character varying(8) NOT NULL,
    probability smallint NOT NULL,
    quality smallint NOT NULL,
    schedule smallint NOT NULL,
    cost smallint NOT NULL,
    supply smallint NOT NULL,
    scored_name character varying(160) NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    why text NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    risk_id uuid NOT NULL,
    round_id uuid NOT NULL,
    detection smallint,
    CONSTRAINT blind_score_is_of_one_side CHECK (((((audience)::text = 'internal'::text) AND ((side)::text = 'cmo'::text)) OR (((audience)::text = 'client'::text) AND ((side)::text = 'client'::text)))),
    CONSTRAINT risks_blindscore_cost_check CHECK ((cost >= 0)),
    CONSTRAINT risks_blindscore_detection_check CHECK ((detection >= 0)),
    CONSTRAINT risks_blindscore_probability_check CHECK ((probability >= 0)),
    CONSTRAINT risks_blindscore_quality_check CHECK ((quality >= 0)),
    CONSTRAINT risks_blindscore_schedule_check CHECK ((schedule >= 0)),
    CONSTRAINT risks_blindscore_supply_check CHECK ((supply >= 0)),
    CONSTRAINT risks_blindscore_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.risks_blindscore FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_edition (
    id uuid NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    content_hash character varying(64) NOT NULL,
    risks jsonb NOT NULL,
    issued_name character varying(160) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    signed_at timestamp with time zone,
    replaced_at timestamp with time zone,
    version integer NOT NULL,
    assessment_id uuid NOT NULL,
    client_id uuid NOT NULL,
    CONSTRAINT edition_is_signed_or_replaced CHECK (((signed_at IS NULL) OR (replaced_at IS NULL))),
    CONSTRAINT risks_edition_number_check CHECK ((number >= 0)),
    CONSTRAINT risks_edition_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.risks_edition FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_matrixversion (
    id uuid NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    drawn_name character varying(160) NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    why text NOT NULL,
    matrix_id uuid NOT NULL,
    CONSTRAINT risks_matrixversion_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.risks_matrixversion FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_risk (
    id uuid NOT NULL,
    number integer NOT NULL,
    starter character varying(40) NOT NULL,
    cause character varying(300) NOT NULL,
    event character varying(300) NOT NULL,
    effect character varying(300) NOT NULL,
    category character varying(16) NOT NULL,
    phase character varying(16) NOT NULL,
    owner_name character varying(160) NOT NULL,
    owner_side character varying(8) NOT NULL,
    probability smallint,
    quality smallint,
    schedule smallint,
    cost smallint,
    supply smallint,
    scored_at timestamp with time zone,
    strategy character varying(12) NOT NULL,
    contingency text NOT NULL,
    trigger text NOT NULL,
    residual_probability smallint,
    residual_impact smallint,
    delay_days integer,
    review_on date,
    approved_at timestamp with time zone,
    approved_hash character varying(64) NOT NULL,
    decision character varying(8) NOT NULL,
    decide_by date,
    decided_name character varying(160) NOT NULL,
    decided_at timestamp with time zone,
    decided_why text NOT NULL,
    accepted_until date,
    fired_at timestamp with time zone,
    fired_name character varying(160) NOT NULL,
    fired_why text NOT NULL,
    closed_at timestamp with time zone,
    closed_name character varying(160) NOT NULL,
    closed_why text NOT NULL,
    version integer NOT NULL,
    arises_from_id uuid,
    assessment_id uuid NOT NULL,
    client_id uuid NOT NULL,
    owner_id uuid,
    detection smallint,
    residual_detection smallint,
    task_id uuid,
    task_name character varying(200) NOT NULL,
    strikes_from date,
    strikes_until date,
    CONSTRAINT risk_is_accepted_with_a_reason CHECK (((NOT ((decision)::text = 'accept'::text)) OR ((accepted_until IS NOT NULL) AND (decided_at IS NOT NULL) AND (NOT (decided_why = ''::text))))),
    CONSTRAINT risk_is_approved_with_a_hash CHECK ((((approved_at IS NULL) AND ((approved_hash)::text = ''::text)) OR ((approved_at IS NOT NULL) AND (NOT ((approved_hash)::text = ''::text))))),
    CONSTRAINT risk_is_scored_whole CHECK ((((cost IS NULL) AND (probability IS NULL) AND (quality IS NULL) AND (schedule IS NULL) AND (scored_at IS NULL) AND (supply IS NULL)) OR ((cost >= 1) AND (probability >= 1) AND (quality >= 1) AND (schedule >= 1) AND (scored_at IS NOT NULL) AND (supply >= 1)))),
    CONSTRAINT risk_names_its_task CHECK (((task_id IS NULL) OR (NOT ((task_name)::text = ''::text)))),
    CONSTRAINT risk_residual_is_whole CHECK ((((residual_impact IS NULL) AND (residual_probability IS NULL)) OR ((residual_impact >= 1) AND (residual_probability >= 1)))),
    CONSTRAINT risk_strikes_in_order CHECK ((((strikes_from IS NULL) AND (strikes_until IS NULL)) OR (strikes_from <= strikes_until))),
    CONSTRAINT risk_words_are_known CHECK ((((category)::text = ANY ((ARRAY['process'::character varying, 'analytics'::character varying, 'material'::character varying, 'equipment'::character varying, 'quality'::character varying, 'people'::character varying, 'supply'::character varying, 'regulatory'::character varying, 'program'::character varying])::text[])) AND ((decision)::text = ANY ((ARRAY[''::character varying, 'plan'::character varying, 'accept'::character varying])::text[])) AND ((owner_side)::text = ANY ((ARRAY[''::character varying, 'cmo'::character varying, 'client'::character varying])::text[])) AND ((phase)::text = ANY ((ARRAY['initiation'::character varying, 'planning'::character varying, 'execution'::character varying, 'review'::character varying])::text[])) AND ((strategy)::text = ANY ((ARRAY[''::character varying, 'avoid'::character varying, 'transfer'::character varying, 'mitigate'::character varying, 'accept'::character varying])::text[])))),
    CONSTRAINT risks_risk_cost_check CHECK ((cost >= 0)),
    CONSTRAINT risks_risk_delay_days_check CHECK ((delay_days >= 0)),
    CONSTRAINT risks_risk_detection_check CHECK ((detection >= 0)),
    CONSTRAINT risks_risk_number_check CHECK ((number >= 0)),
    CONSTRAINT risks_risk_probability_check CHECK ((probability >= 0)),
    CONSTRAINT risks_risk_quality_check CHECK ((quality >= 0)),
    CONSTRAINT risks_risk_residual_detection_check CHECK ((residual_detection >= 0)),
    CONSTRAINT risks_risk_residual_impact_check CHECK ((residual_impact >= 0)),
    CONSTRAINT risks_risk_residual_probability_check CHECK ((residual_probability >= 0)),
    CONSTRAINT risks_risk_schedule_check CHECK ((schedule >= 0)),
    CONSTRAINT risks_risk_supply_check CHECK ((supply >= 0)),
    CONSTRAINT risks_risk_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.risks_risk FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_riskreview (
    id uuid NOT NULL,
    held_on date NOT NULL,
    held_name character varying(160) NOT NULL,
    held_at timestamp with time zone NOT NULL,
    note text NOT NULL,
    risks jsonb NOT NULL,
    assessment_id uuid NOT NULL,
    client_id uuid NOT NULL
);

ALTER TABLE ONLY public.risks_riskreview FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_scoring (
    id uuid NOT NULL,
    probability smallint NOT NULL,
    quality smallint NOT NULL,
    schedule smallint NOT NULL,
    cost smallint NOT NULL,
    supply smallint NOT NULL,
    scored_name character varying(160) NOT NULL,
    side character varying(8) NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    why text NOT NULL,
    client_id uuid NOT NULL,
    risk_id uuid NOT NULL,
    moved character varying(8) NOT NULL,
    originals jsonb,
    round_id uuid,
    detection smallint,
    CONSTRAINT risks_scoring_cost_check CHECK ((cost >= 0)),
    CONSTRAINT risks_scoring_detection_check CHECK ((detection >= 0)),
    CONSTRAINT risks_scoring_probability_check CHECK ((probability >= 0)),
    CONSTRAINT risks_scoring_quality_check CHECK ((quality >= 0)),
    CONSTRAINT risks_scoring_schedule_check CHECK ((schedule >= 0)),
    CONSTRAINT risks_scoring_supply_check CHECK ((supply >= 0)),
    CONSTRAINT scoring_of_a_round_keeps_originals CHECK (((((moved)::text = ''::text) AND (originals IS NULL) AND (round_id IS NULL)) OR (((moved)::text = ANY ((ARRAY['nobody'::character varying, 'cmo'::character varying, 'client'::character varying, 'both'::character varying])::text[])) AND (originals IS NOT NULL) AND (round_id IS NOT NULL)))),
    CONSTRAINT scoring_side_is_known CHECK (((side)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])))
);

ALTER TABLE ONLY public.risks_scoring FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_scoringround (
    id uuid NOT NULL,
    number integer NOT NULL,
    risks jsonb NOT NULL,
    begun_name character varying(160) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    cmo_scored integer NOT NULL,
    client_scored integer NOT NULL,
    cmo_closed_at timestamp with time zone,
    cmo_closed_name character varying(160) NOT NULL,
    client_closed_at timestamp with time zone,
    client_closed_name character varying(160) NOT NULL,
    revealed_at timestamp with time zone,
    called_off_at timestamp with time zone,
    called_off_name character varying(160) NOT NULL,
    called_off_why text NOT NULL,
    assessment_id uuid NOT NULL,
    client_id uuid NOT NULL,
    CONSTRAINT risks_scoringround_client_scored_check CHECK ((client_scored >= 0)),
    CONSTRAINT risks_scoringround_cmo_scored_check CHECK ((cmo_scored >= 0)),
    CONSTRAINT risks_scoringround_number_check CHECK ((number >= 0)),
    CONSTRAINT round_is_revealed_by_both CHECK (((revealed_at IS NULL) OR ((called_off_at IS NULL) AND (client_closed_at IS NOT NULL) AND (cmo_closed_at IS NOT NULL))))
);

ALTER TABLE ONLY public.risks_scoringround FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_sitematrix (
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    retired_at timestamp with time zone,
    retired_name character varying(160) NOT NULL,
    version integer NOT NULL,
    site_id uuid NOT NULL,
    CONSTRAINT risks_sitematrix_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.risks_sitematrix FORCE ROW LEVEL SECURITY;

CREATE TABLE public.risks_sitestarter (
    id uuid NOT NULL,
    event character varying(300) NOT NULL,
    cause character varying(300) NOT NULL,
    effect character varying(300) NOT NULL,
    response character varying(300) NOT NULL,
    contingency character varying(300) NOT NULL,
    category character varying(16) NOT NULL,
    phase character varying(16) NOT NULL,
    added_name character varying(160) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone,
    retired_name character varying(160) NOT NULL,
    version integer NOT NULL,
    site_id uuid NOT NULL,
    CONSTRAINT risks_sitestarter_version_check CHECK ((version >= 0)),
    CONSTRAINT starter_words_are_known CHECK ((((category)::text = ANY ((ARRAY['process'::character varying, 'analytics'::character varying, 'material'::character varying, 'equipment'::character varying, 'quality'::character varying, 'people'::character varying, 'supply'::character varying, 'regulatory'::character varying, 'program'::character varying])::text[])) AND ((phase)::text = ANY ((ARRAY['initiation'::character varying, 'planning'::character varying, 'execution'::character varying, 'review'::character varying])::text[]))))
);

ALTER TABLE ONLY public.risks_sitestarter FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scorecards_close (
    id uuid NOT NULL,
    program_name character varying(200) NOT NULL,
    client_name character varying(120) NOT NULL,
    first_on date NOT NULL,
    until_on date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    state character varying(12) NOT NULL,
    proposed_name character varying(160) NOT NULL,
    answer_due_on date NOT NULL,
    content_hash character varying(64) NOT NULL,
    closed_at timestamp with time zone,
    withdrawn_name character varying(160) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_why text NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid,
    CONSTRAINT close_is_closed_at_an_instant CHECK ((((closed_at IS NOT NULL) AND ((state)::text = 'closed'::text)) OR ((NOT ((state)::text = 'closed'::text)) AND (closed_at IS NULL)))),
    CONSTRAINT close_state_is_known CHECK (((state)::text = ANY ((ARRAY['proposed'::character varying, 'closed'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT scorecards_close_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.scorecards_close FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scorecards_closednumber (
    id uuid NOT NULL,
    place integer NOT NULL,
    title character varying(160) NOT NULL,
    party character varying(8) NOT NULL,
    metric_hash character varying(64) NOT NULL,
    target numeric(18,6) NOT NULL,
    floor numeric(18,6) NOT NULL,
    n_min integer NOT NULL,
    gross jsonb NOT NULL,
    attributable jsonb,
    standing character varying(16) NOT NULL,
    attributable_standing character varying(16) NOT NULL,
    facts jsonb NOT NULL,
    exclusions jsonb NOT NULL,
    facts_hash character varying(64) NOT NULL,
    client_id uuid NOT NULL,
    close_id uuid NOT NULL,
    promise_id uuid NOT NULL,
    CONSTRAINT number_is_of_a_side CHECK (((party)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[]))),
    CONSTRAINT scorecards_closednumber_n_min_check CHECK ((n_min >= 0)),
    CONSTRAINT scorecards_closednumber_place_check CHECK ((place >= 0))
);

ALTER TABLE ONLY public.scorecards_closednumber FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scorecards_linedispute (
    id uuid NOT NULL,
    reason text NOT NULL,
    raised_name character varying(160) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_name character varying(160) NOT NULL,
    answered_at timestamp with time zone,
    settled_name character varying(160) NOT NULL,
    settled_at timestamp with time zone,
    client_id uuid NOT NULL,
    close_id uuid NOT NULL,
    number_id uuid NOT NULL
);

ALTER TABLE ONLY public.scorecards_linedispute FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scorecards_phase (
    id uuid NOT NULL,
    metric_key character varying(60) NOT NULL,
    starts_on date NOT NULL,
    reason character varying(240) NOT NULL,
    set_name character varying(160) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    ended_name character varying(160) NOT NULL,
    ended_at timestamp with time zone,
    ended_why text NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid,
    CONSTRAINT phase_begins_with_a_month CHECK ((EXTRACT(day FROM starts_on) = (1)::numeric)),
    CONSTRAINT phase_says_why CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT scorecards_phase_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.scorecards_phase FORCE ROW LEVEL SECURITY;

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.teams_charter (
    id uuid NOT NULL,
    number integer NOT NULL,
    covers text NOT NULL,
    cmo_objectives text NOT NULL,
    client_objectives text NOT NULL,
    constraints text NOT NULL,
    leaves_out text NOT NULL,
    written_name character varying(160) NOT NULL,
    written_side character varying(8) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    agreed_hash character varying(64) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT charter_is_agreed_with_its_hash CHECK ((((agreed_at IS NULL) AND ((agreed_hash)::text = ''::text)) OR ((agreed_at IS NOT NULL) AND (NOT ((agreed_hash)::text = ''::text))))),
    CONSTRAINT charter_side_is_known CHECK (((written_side)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[]))),
    CONSTRAINT teams_charter_number_check CHECK ((number >= 0)),
    CONSTRAINT teams_charter_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.teams_charter FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_course (
    id uuid NOT NULL,
    stage character varying(12) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT course_stage_is_known CHECK (((stage)::text = ANY ((ARRAY['initiate'::character varying, 'plan'::character varying, 'transfer'::character varying, 'execute'::character varying, 'monitor'::character varying, 'close'::character varying])::text[]))),
    CONSTRAINT teams_course_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.teams_course FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_criterion (
    id uuid NOT NULL,
    number integer NOT NULL,
    text character varying(300) NOT NULL,
    owed_by character varying(8) NOT NULL,
    state character varying(8) NOT NULL,
    evidence text NOT NULL,
    told_name character varying(160) NOT NULL,
    told_at timestamp with time zone,
    client_id uuid NOT NULL,
    gate_id uuid NOT NULL,
    CONSTRAINT criterion_is_answered_with_evidence CHECK ((((state)::text = 'open'::text) OR ((told_at IS NOT NULL) AND (NOT (evidence = ''::text))))),
    CONSTRAINT criterion_words_are_known CHECK ((((owed_by)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying, 'both'::character varying])::text[])) AND ((state)::text = ANY ((ARRAY['open'::character varying, 'met'::character varying, 'waived'::character varying])::text[])))),
    CONSTRAINT teams_criterion_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.teams_criterion FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_duty (
    id uuid NOT NULL,
    side character varying(8) NOT NULL,
    function character varying(24) NOT NULL,
    letter character varying(1) NOT NULL,
    client_id uuid NOT NULL,
    work_id uuid NOT NULL,
    CONSTRAINT duty_words_are_known CHECK ((((function)::text = ANY ((ARRAY['project-management'::character varying, 'manufacturing'::character varying, 'technical-services'::character varying, 'quality'::character varying, 'supply'::character varying, 'regulatory'::character varying])::text[])) AND ((letter)::text = ANY ((ARRAY['R'::character varying, 'A'::character varying, 'C'::character varying, 'I'::character varying])::text[])) AND ((side)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[]))))
);

ALTER TABLE ONLY public.teams_duty FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_gate (
    id uuid NOT NULL,
    leaves character varying(12) NOT NULL,
    passed_at timestamp with time zone,
    passed_hash character varying(64) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT gate_is_passed_with_its_hash CHECK ((((passed_at IS NULL) AND ((passed_hash)::text = ''::text)) OR ((passed_at IS NOT NULL) AND (NOT ((passed_hash)::text = ''::text))))),
    CONSTRAINT gate_leaves_a_stage_that_has_a_next CHECK ((((leaves)::text = ANY ((ARRAY['initiate'::character varying, 'plan'::character varying, 'transfer'::character varying, 'execute'::character varying, 'monitor'::character varying, 'close'::character varying])::text[])) AND (NOT ((leaves)::text = 'close'::text)))),
    CONSTRAINT teams_gate_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.teams_gate FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_member (
    id uuid NOT NULL,
    side character varying(8) NOT NULL,
    function character varying(24) NOT NULL,
    is_core boolean NOT NULL,
    name character varying(160) NOT NULL,
    since_on date NOT NULL,
    zone character varying(40) NOT NULL,
    contact character varying(200) NOT NULL,
    deputy character varying(160) NOT NULL,
    hours_from time without time zone,
    hours_to time without time zone,
    share_percent smallint,
    left_on date,
    left_why text NOT NULL,
    left_name character varying(160) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    follows_id uuid,
    person_id uuid,
    program_id uuid NOT NULL,
    CONSTRAINT member_hours_are_in_order CHECK ((((hours_from IS NULL) AND (hours_to IS NULL)) OR (hours_from < hours_to))),
    CONSTRAINT member_leaves_after_joining_and_says_why CHECK ((((left_on IS NULL) AND (left_why = ''::text)) OR ((left_on >= since_on) AND (NOT (left_why = ''::text))))),
    CONSTRAINT member_share_is_a_share CHECK (((share_percent IS NULL) OR ((share_percent >= 1) AND (share_percent <= 100)))),
    CONSTRAINT member_words_are_known CHECK ((((function)::text = ANY ((ARRAY['project-management'::character varying, 'manufacturing'::character varying, 'technical-services'::character varying, 'quality'::character varying, 'supply'::character varying, 'regulatory'::character varying])::text[])) AND ((side)::text = ANY ((ARRAY['cmo'::character varying, 'client'::character varying])::text[])))),
    CONSTRAINT teams_member_share_percent_check CHECK ((share_percent >= 0)),
    CONSTRAINT teams_member_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.teams_member FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_stagemove (
    id uuid NOT NULL,
    "left" character varying(12) NOT NULL,
    entered character varying(12) NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    moved_name character varying(160) NOT NULL,
    why text NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    passing character varying(12) NOT NULL,
    CONSTRAINT stage_move_goes_somewhere CHECK ((((entered)::text = ANY ((ARRAY['initiate'::character varying, 'plan'::character varying, 'transfer'::character varying, 'execute'::character varying, 'monitor'::character varying, 'close'::character varying])::text[])) AND (("left")::text = ANY ((ARRAY['initiate'::character varying, 'plan'::character varying, 'transfer'::character varying, 'execute'::character varying, 'monitor'::character varying, 'close'::character varying])::text[])) AND (NOT (("left")::text = (entered)::text)))),
    CONSTRAINT stage_move_passing_is_known CHECK (((passing)::text = ANY ((ARRAY['no-gate'::character varying, 'passed'::character varying, 'exception'::character varying])::text[])))
);

ALTER TABLE ONLY public.teams_stagemove FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams_work (
    id uuid NOT NULL,
    number integer NOT NULL,
    title character varying(200) NOT NULL,
    version integer NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    CONSTRAINT teams_work_number_check CHECK ((number >= 0)),
    CONSTRAINT teams_work_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.teams_work FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_accessreview (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    content jsonb NOT NULL,
    finished_at timestamp with time zone,
    withdrawn_at timestamp with time zone
);

ALTER TABLE ONLY public.trust_accessreview FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_apitoken (
    id uuid NOT NULL,
    name character varying(80) NOT NULL,
    prefix character varying(16) NOT NULL,
    token_hash character varying(64) NOT NULL,
    access character varying(8) NOT NULL,
    permissions character varying(40)[],
    clients uuid[],
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    made_by_id uuid,
    person_id uuid NOT NULL,
    CONSTRAINT token_access_is_known CHECK (((access)::text = ANY ((ARRAY['read'::character varying, 'write'::character varying])::text[])))
);

ALTER TABLE ONLY public.trust_apitoken FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_assignment (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    side character varying(8) NOT NULL,
    since timestamp with time zone NOT NULL,
    person_id uuid NOT NULL
);

ALTER TABLE ONLY public.trust_assignment FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_change (
    id bigint NOT NULL,
    client_id uuid,
    audience character varying(8) NOT NULL,
    table_name character varying(63) NOT NULL,
    row_id uuid NOT NULL,
    operation character varying(8) NOT NULL,
    old jsonb,
    new jsonb,
    entry_id uuid NOT NULL,
    label character varying(80) GENERATED ALWAYS AS (lower("left"(COALESCE((new ->> 'reference'::text), (old ->> 'reference'::text), (new ->> 'code'::text), (old ->> 'code'::text), (new ->> 'name'::text), (old ->> 'name'::text)), 80))) STORED
);

ALTER TABLE ONLY public.trust_change FORCE ROW LEVEL SECURITY;

ALTER TABLE public.trust_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trust_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trust_directoryuser (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    external_id character varying(255) NOT NULL,
    display_name character varying(255) NOT NULL,
    given_name character varying(255) NOT NULL,
    family_name character varying(255) NOT NULL,
    role character varying(24) NOT NULL,
    is_active boolean NOT NULL,
    added_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT directory_role_is_known CHECK (((role)::text = ANY ((ARRAY[''::character varying, 'program-manager'::character varying, 'supervisor'::character varying, 'technical-services'::character varying, 'quality'::character varying, 'lean'::character varying, 'business-development'::character varying, 'site-head'::character varying, 'administrator'::character varying, 'client-lead'::character varying, 'client-quality'::character varying, 'client-supply'::character varying, 'client-executive'::character varying])::text[])))
);

ALTER TABLE ONLY public.trust_directoryuser FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_entry (
    id uuid NOT NULL,
    client_id uuid,
    actor_name character varying(160) NOT NULL,
    actor_side character varying(8) NOT NULL,
    event character varying(80) NOT NULL,
    audience character varying(8) NOT NULL,
    reason text NOT NULL,
    arguments jsonb NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    actor_id uuid,
    parent_id uuid,
    xact xid8 DEFAULT pg_current_xact_id() NOT NULL
);

ALTER TABLE ONLY public.trust_entry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_invitation (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(24) NOT NULL,
    issue integer NOT NULL,
    invited_by_name character varying(160) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    invited_by_id uuid NOT NULL,
    CONSTRAINT invitation_role_is_known CHECK (((role)::text = ANY ((ARRAY['program-manager'::character varying, 'supervisor'::character varying, 'technical-services'::character varying, 'quality'::character varying, 'lean'::character varying, 'business-development'::character varying, 'site-head'::character varying, 'administrator'::character varying, 'client-lead'::character varying, 'client-quality'::character varying, 'client-supply'::character varying, 'client-executive'::character varying])::text[]))),
    CONSTRAINT trust_invitation_issue_check CHECK ((issue >= 0))
);

ALTER TABLE ONLY public.trust_invitation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_journalreview (
    id uuid NOT NULL,
    client_id uuid,
    person_id uuid NOT NULL,
    person_name character varying(160) NOT NULL,
    side character varying(8) NOT NULL,
    up_to_id uuid NOT NULL,
    up_to_at timestamp with time zone NOT NULL,
    snapshot text NOT NULL,
    note text NOT NULL,
    reviewed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.trust_journalreview FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_keptanswer (
    id uuid NOT NULL,
    actor_id uuid NOT NULL,
    key character varying(200) NOT NULL,
    request_hash character varying(64) NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    kept_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.trust_keptanswer FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_limit (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.trust_person (
    password character varying(128) NOT NULL,
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(24) NOT NULL,
    is_active boolean NOT NULL,
    locale character varying(12) NOT NULL,
    zone character varying(40) NOT NULL,
    theme character varying(8) NOT NULL,
    left_at timestamp with time zone,
    CONSTRAINT person_email_is_lower CHECK (((email)::text = lower((email)::text))),
    CONSTRAINT person_role_is_known CHECK (((role)::text = ANY ((ARRAY['program-manager'::character varying, 'supervisor'::character varying, 'technical-services'::character varying, 'quality'::character varying, 'lean'::character varying, 'business-development'::character varying, 'site-head'::character varying, 'administrator'::character varying, 'client-lead'::character varying, 'client-quality'::character varying, 'client-supply'::character varying, 'client-executive'::character varying])::text[])))
);

ALTER TABLE ONLY public.trust_person FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_seal (
    number bigint NOT NULL,
    leaves integer NOT NULL,
    root bytea NOT NULL,
    previous bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    public_key bytea NOT NULL,
    signature bytea NOT NULL
);

CREATE TABLE public.trust_sealmember (
    leaf_no integer NOT NULL,
    entry_id uuid,
    change_id bigint,
    leaf bytea NOT NULL,
    seal_id bigint NOT NULL
);

CREATE TABLE public.trust_securityevent (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    person_id uuid,
    subject character varying(254) NOT NULL,
    address character varying(45) NOT NULL,
    detail character varying(240) NOT NULL,
    happened_at timestamp with time zone NOT NULL
);

ALTER TABLE public.trust_securityevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trust_securityevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trust_signature (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    record character varying(80) NOT NULL,
    record_id uuid NOT NULL,
    printed_name character varying(160) NOT NULL,
    side character varying(8) NOT NULL,
    role character varying(24) NOT NULL,
    meaning character varying(24) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    zone character varying(40) NOT NULL,
    method character varying(16) NOT NULL,
    content_hash character varying(64) NOT NULL,
    entry_id uuid NOT NULL,
    signer_id uuid NOT NULL
);

ALTER TABLE ONLY public.trust_signature FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_tokenuse (
    token_id uuid NOT NULL,
    minute timestamp with time zone NOT NULL,
    requests integer NOT NULL,
    person_id uuid
);

CREATE TABLE public.trust_unsealed (
    id bigint NOT NULL,
    entry_id uuid,
    change_id bigint,
    leaf bytea NOT NULL
);

ALTER TABLE public.trust_unsealed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trust_unsealed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trust_unsealedspan (
    id bigint NOT NULL,
    entry_id uuid NOT NULL,
    first_id bigint NOT NULL,
    last_id bigint NOT NULL,
    lines integer NOT NULL,
    checksum bigint NOT NULL
);

ALTER TABLE public.trust_unsealedspan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trust_unsealedspan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trust_webhook (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    side character varying(8) NOT NULL,
    audience character varying(8) NOT NULL,
    name character varying(80) NOT NULL,
    url character varying(500) NOT NULL,
    events character varying(80)[] NOT NULL,
    salt character varying(32) NOT NULL,
    is_active boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    host character varying(255) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT trust_webhook_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.trust_webhook FORCE ROW LEVEL SECURITY;

CREATE TABLE public.trust_webhookcall (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    side character varying(8) NOT NULL,
    entry_id uuid NOT NULL,
    event character varying(80) NOT NULL,
    state character varying(8) NOT NULL,
    attempts integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    last_at timestamp with time zone,
    last_status integer,
    last_words character varying(240) NOT NULL,
    webhook_id uuid NOT NULL,
    CONSTRAINT webhook_call_state_is_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'arrived'::character varying, 'dead'::character varying])::text[])))
);

ALTER TABLE ONLY public.trust_webhookcall FORCE ROW LEVEL SECURITY;

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agreements_agreementversion
    ADD CONSTRAINT agreement_number UNIQUE (client_id, number);

ALTER TABLE ONLY public.agreements_agreementversion
    ADD CONSTRAINT agreements_agreementversion_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.agreements_agreementversion
    ADD CONSTRAINT agreements_agreementversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agreements_enteredvalue
    ADD CONSTRAINT agreements_enteredvalue_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.agreements_enteredvalue
    ADD CONSTRAINT agreements_enteredvalue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT assessment_once_by_title UNIQUE (client_id, program_id, title);

ALTER TABLE ONLY public.trust_assignment
    ADD CONSTRAINT assignment_once UNIQUE (client_id, person_id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT baseline_once_by_name UNIQUE (client_id, plan_id, name);

ALTER TABLE ONLY public.production_batch
    ADD CONSTRAINT batch_reference UNIQUE (client_id, reference);

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT blind_score_once_a_side UNIQUE (client_id, round_id, risk_id, side);

ALTER TABLE ONLY public.calendars_clientcalendar
    ADD CONSTRAINT calendars_clientcalendar_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.calendars_clientcalendar
    ADD CONSTRAINT calendars_clientcalendar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calendars_sitecalendar
    ADD CONSTRAINT calendars_sitecalendar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_charter
    ADD CONSTRAINT charter_number_once UNIQUE (client_id, program_id, number);

ALTER TABLE ONLY public.calendars_clientcalendar
    ADD CONSTRAINT client_calendar_number UNIQUE (client_id, number);

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_course
    ADD CONSTRAINT course_once UNIQUE (client_id, program_id);

ALTER TABLE ONLY public.teams_criterion
    ADD CONSTRAINT criterion_once UNIQUE (client_id, gate_id, number);

ALTER TABLE ONLY public.production_delivery
    ADD CONSTRAINT delivery_reference UNIQUE (client_id, reference);

ALTER TABLE ONLY public.trust_directoryuser
    ADD CONSTRAINT directory_user_once UNIQUE (client_id, email);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.teams_duty
    ADD CONSTRAINT duty_once UNIQUE (client_id, work_id, side, function);

ALTER TABLE ONLY public.risks_edition
    ADD CONSTRAINT edition_number_in_its_document UNIQUE (client_id, assessment_id, number);

ALTER TABLE ONLY public.agreements_enteredvalue
    ADD CONSTRAINT entered_value_once_a_month UNIQUE NULLS NOT DISTINCT (client_id, metric_key, program_id, month_on);

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_importmapping
    ADD CONSTRAINT exchange_importmapping_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exclusions_exclusion
    ADD CONSTRAINT exclusions_exclusion_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.exclusions_exclusion
    ADD CONSTRAINT exclusions_exclusion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_gate
    ADD CONSTRAINT gate_once UNIQUE (client_id, program_id, leaves);

ALTER TABLE ONLY public.exchange_importmapping
    ADD CONSTRAINT import_mapping_once UNIQUE (client_id, what);

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_keptanswer
    ADD CONSTRAINT kept_answer_once UNIQUE (actor_id, key);

ALTER TABLE ONLY public.ledger_contribution
    ADD CONSTRAINT ledger_contribution_pkey PRIMARY KEY (client_id, measure, month_on, known_on);

ALTER TABLE ONLY public.ledger_measure
    ADD CONSTRAINT ledger_measure_pkey PRIMARY KEY (client_id, measure);

ALTER TABLE ONLY public.ledger_total
    ADD CONSTRAINT ledger_total_pkey PRIMARY KEY (client_id, measure, month_on);

ALTER TABLE ONLY public.ledger_waiting
    ADD CONSTRAINT ledger_waiting_pkey PRIMARY KEY (client_id, entry_id, table_name);

ALTER TABLE ONLY public.risks_matrixversion
    ADD CONSTRAINT matrix_version_number UNIQUE (matrix_id, number);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT milestone_once UNIQUE (client_id, plan_id, uid);

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT number_once UNIQUE (client_id, close_id, promise_id);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plan_once UNIQUE (client_id, program_id);

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_milestonemove
    ADD CONSTRAINT plans_milestonemove_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_planfile
    ADD CONSTRAINT plans_planfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT plans_task_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT plans_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_product
    ADD CONSTRAINT product_code UNIQUE (client_id, code);

ALTER TABLE ONLY public.production_batch
    ADD CONSTRAINT production_batch_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.production_batch
    ADD CONSTRAINT production_batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_delivery
    ADD CONSTRAINT production_delivery_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.production_delivery
    ADD CONSTRAINT production_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.production_redating
    ADD CONSTRAINT production_redating_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT program_code UNIQUE (client_id, code);

ALTER TABLE ONLY public.programs_client
    ADD CONSTRAINT programs_client_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_client
    ADD CONSTRAINT programs_client_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.programs_product
    ADD CONSTRAINT programs_product_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.programs_product
    ADD CONSTRAINT programs_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_site
    ADD CONSTRAINT programs_site_code_key UNIQUE (code);

ALTER TABLE ONLY public.programs_site
    ADD CONSTRAINT programs_site_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risk_number_in_its_document UNIQUE (client_id, assessment_id, number);

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT risks_assessment_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT risks_assessment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_edition
    ADD CONSTRAINT risks_edition_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_edition
    ADD CONSTRAINT risks_edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_matrixversion
    ADD CONSTRAINT risks_matrixversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_riskreview
    ADD CONSTRAINT risks_riskreview_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_riskreview
    ADD CONSTRAINT risks_riskreview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_scoringround
    ADD CONSTRAINT risks_scoringround_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.risks_scoringround
    ADD CONSTRAINT risks_scoringround_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_sitematrix
    ADD CONSTRAINT risks_sitematrix_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_sitestarter
    ADD CONSTRAINT risks_sitestarter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_scoringround
    ADD CONSTRAINT round_number_in_its_document UNIQUE (client_id, assessment_id, number);

ALTER TABLE ONLY public.scorecards_close
    ADD CONSTRAINT scorecards_close_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.scorecards_close
    ADD CONSTRAINT scorecards_close_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednumber_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednumber_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scorecards_linedispute
    ADD CONSTRAINT scorecards_linedispute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scorecards_phase
    ADD CONSTRAINT scorecards_phase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT scoring_once_a_round UNIQUE (client_id, round_id, risk_id);

ALTER TABLE ONLY public.calendars_sitecalendar
    ADD CONSTRAINT site_calendar_number UNIQUE (site_id, number);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT statement_once UNIQUE (client_id, close_id);

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT task_link_once UNIQUE (client_id, before_id, after_id);

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT task_number_once UNIQUE (client_id, plan_id, number) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT task_uid_once UNIQUE (client_id, plan_id, uid);

ALTER TABLE ONLY public.teams_charter
    ADD CONSTRAINT teams_charter_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_charter
    ADD CONSTRAINT teams_charter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_course
    ADD CONSTRAINT teams_course_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_course
    ADD CONSTRAINT teams_course_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_criterion
    ADD CONSTRAINT teams_criterion_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_criterion
    ADD CONSTRAINT teams_criterion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_duty
    ADD CONSTRAINT teams_duty_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_duty
    ADD CONSTRAINT teams_duty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_gate
    ADD CONSTRAINT teams_gate_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_gate
    ADD CONSTRAINT teams_gate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_stagemove
    ADD CONSTRAINT teams_stagemove_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_stagemove
    ADD CONSTRAINT teams_stagemove_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.teams_work
    ADD CONSTRAINT teams_work_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_work
    ADD CONSTRAINT teams_work_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_accessreview
    ADD CONSTRAINT trust_accessreview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_apitoken
    ADD CONSTRAINT trust_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_apitoken
    ADD CONSTRAINT trust_apitoken_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.trust_assignment
    ADD CONSTRAINT trust_assignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_change
    ADD CONSTRAINT trust_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_directoryuser
    ADD CONSTRAINT trust_directoryuser_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_entry
    ADD CONSTRAINT trust_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_invitation
    ADD CONSTRAINT trust_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_journalreview
    ADD CONSTRAINT trust_journalreview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_keptanswer
    ADD CONSTRAINT trust_keptanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_limit
    ADD CONSTRAINT trust_limit_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.trust_person
    ADD CONSTRAINT trust_person_email_key UNIQUE (email);

ALTER TABLE ONLY public.trust_person
    ADD CONSTRAINT trust_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_seal
    ADD CONSTRAINT trust_seal_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.trust_sealmember
    ADD CONSTRAINT trust_sealmember_pkey PRIMARY KEY (seal_id, leaf_no);

ALTER TABLE ONLY public.trust_securityevent
    ADD CONSTRAINT trust_securityevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_signature
    ADD CONSTRAINT trust_signature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_tokenuse
    ADD CONSTRAINT trust_tokenuse_pkey PRIMARY KEY (token_id);

ALTER TABLE ONLY public.trust_unsealed
    ADD CONSTRAINT trust_unsealed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_unsealedspan
    ADD CONSTRAINT trust_unsealedspan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_webhook
    ADD CONSTRAINT trust_webhook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trust_webhookcall
    ADD CONSTRAINT trust_webhookcall_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.trust_webhookcall
    ADD CONSTRAINT webhook_call_once UNIQUE (client_id, webhook_id, entry_id);

ALTER TABLE ONLY public.trust_webhook
    ADD CONSTRAINT webhook_client_id_id UNIQUE (client_id, id);

ALTER TABLE ONLY public.teams_work
    ADD CONSTRAINT work_once UNIQUE (client_id, program_id, number);

CREATE INDEX access_review_by_client ON public.trust_accessreview USING btree (client_id, taken_at DESC);

CREATE UNIQUE INDEX access_review_open_once ON public.trust_accessreview USING btree (client_id) WHERE ((finished_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX action_by_owner ON public.actions_action USING btree (client_id, owner_id, due_on);

CREATE INDEX action_by_thing ON public.actions_action USING btree (client_id, serves, serves_id);

CREATE INDEX actions_action_owner_id_b42acf84 ON public.actions_action USING btree (owner_id);

CREATE UNIQUE INDEX agreement_once_a_day ON public.agreements_agreementversion USING btree (client_id, from_on) WHERE ((state)::text = 'signed'::text);

CREATE UNIQUE INDEX agreement_one_draft ON public.agreements_agreementversion USING btree (client_id) WHERE ((state)::text = 'draft'::text);

CREATE UNIQUE INDEX agreement_one_offer ON public.agreements_agreementversion USING btree (client_id) WHERE ((state)::text = 'offered'::text);

CREATE INDEX agreements_enteredvalue_program_id_6ebc8af6 ON public.agreements_enteredvalue USING btree (program_id);

CREATE INDEX agreements_promise_program_id_fbfb2ae3 ON public.agreements_promise USING btree (program_id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX batch_by_completion ON public.production_batch USING btree (client_id, completed_on);

CREATE INDEX batch_by_disposition ON public.production_batch USING btree (client_id, disposed_on);

CREATE INDEX batch_by_start ON public.production_batch USING btree (client_id, started_on);

CREATE INDEX batch_undecided ON public.production_batch USING btree (client_id, completed_on) WHERE (((disposition)::text = 'pending'::text) AND ((state)::text = 'completed'::text));

CREATE INDEX change_by_entry ON public.trust_change USING btree (entry_id, id);

CREATE INDEX change_by_label ON public.trust_change USING btree (client_id, label text_pattern_ops);

CREATE INDEX change_by_row ON public.trust_change USING btree (client_id, row_id);

CREATE INDEX change_removing ON public.trust_change USING btree (client_id, entry_id) WHERE ((operation)::text = 'DELETE'::text);

CREATE UNIQUE INDEX change_sealed_once ON public.trust_sealmember USING btree (change_id) WHERE (change_id IS NOT NULL);

CREATE UNIQUE INDEX charter_draft_once ON public.teams_charter USING btree (client_id, program_id) WHERE (agreed_at IS NULL);

CREATE UNIQUE INDEX client_person_once ON public.trust_assignment USING btree (person_id) WHERE ((side)::text = 'client'::text);

CREATE UNIQUE INDEX close_once ON public.scorecards_close USING btree (client_id, program_id, first_on) NULLS NOT DISTINCT WHERE (NOT ((state)::text = 'withdrawn'::text));

CREATE INDEX consequences_finding_number_id_bf3f62c0 ON public.consequences_finding USING btree (number_id);

CREATE INDEX consequences_finding_promise_id_11364929 ON public.consequences_finding USING btree (promise_id);

CREATE INDEX consequences_finding_restates_id_6beb3fa1 ON public.consequences_finding USING btree (restates_id);

CREATE INDEX consequences_finding_statement_id_3a7bf72c ON public.consequences_finding USING btree (statement_id);

CREATE INDEX consequences_statement_agreement_id_cbc3c77f ON public.consequences_statement USING btree (agreement_id);

CREATE INDEX consequences_statement_close_id_75bfe170 ON public.consequences_statement USING btree (close_id);

CREATE INDEX consequences_statement_program_id_b28aeaa5 ON public.consequences_statement USING btree (program_id);

CREATE INDEX delivery_by_day ON public.production_delivery USING btree (client_id, delivered_on);

CREATE INDEX delivery_by_first_promise ON public.production_delivery USING btree (client_id, first_promised_on);

CREATE INDEX delivery_by_promise ON public.production_delivery USING btree (client_id, promised_on);

CREATE INDEX delivery_open ON public.production_delivery USING btree (client_id, first_promised_on) WHERE ((state)::text = 'promised'::text);

CREATE UNIQUE INDEX dispute_once_at_a_time ON public.scorecards_linedispute USING btree (client_id, number_id) WHERE (settled_at IS NULL);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE UNIQUE INDEX duty_one_accountable ON public.teams_duty USING btree (client_id, work_id) WHERE ((letter)::text = 'A'::text);

CREATE UNIQUE INDEX edition_waits_once ON public.risks_edition USING btree (client_id, assessment_id) WHERE ((replaced_at IS NULL) AND (signed_at IS NULL));

CREATE INDEX entry_by_actor ON public.trust_entry USING btree (client_id, actor_name, happened_at DESC);

CREATE INDEX entry_by_client ON public.trust_entry USING btree (client_id, happened_at DESC);

CREATE INDEX entry_by_event ON public.trust_entry USING btree (client_id, event, happened_at DESC);

CREATE INDEX entry_by_instant ON public.trust_entry USING btree (happened_at DESC, id DESC);

CREATE UNIQUE INDEX entry_sealed_once ON public.trust_sealmember USING btree (entry_id) WHERE (entry_id IS NOT NULL);

CREATE INDEX exchange_import_asked_by_id_be2b6284 ON public.exchange_import USING btree (asked_by_id);

CREATE INDEX exclusion_by_metric ON public.exclusions_exclusion USING btree (client_id, metric_key, fact_on);

CREATE UNIQUE INDEX exclusion_once ON public.exclusions_exclusion USING btree (client_id, metric_key, fact_id) WHERE (NOT ((state)::text = 'withdrawn'::text));

CREATE INDEX exclusions_exclusion_promise_id_042072aa ON public.exclusions_exclusion USING btree (promise_id);

CREATE UNIQUE INDEX finding_once ON public.consequences_finding USING btree (client_id, about, first_on, until_on) WHERE (restates_id IS NULL);

CREATE UNIQUE INDEX finding_restates_once ON public.consequences_finding USING btree (client_id, statement_id, about, first_on) WHERE (restates_id IS NOT NULL);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX import_by_time ON public.exchange_import USING btree (client_id, asked_at DESC);

CREATE INDEX incident_by_program ON public.incidents_incident USING btree (client_id, program_id, happened_on);

CREATE INDEX incident_by_risk ON public.incidents_incident USING btree (client_id, foresaw);

CREATE INDEX incidents_incident_program_id_823ddd0c ON public.incidents_incident USING btree (program_id);

CREATE UNIQUE INDEX invitation_open_once ON public.trust_invitation USING btree (client_id, email) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX journal_review_last ON public.trust_journalreview USING btree (client_id, person_id, up_to_at DESC);

CREATE INDEX kept_answer_by_age ON public.trust_keptanswer USING btree (kept_at);

CREATE UNIQUE INDEX matrix_name_at_its_site ON public.risks_sitematrix USING btree (site_id, lower((name)::text)) WHERE (retired_at IS NULL);

CREATE INDEX member_by_person ON public.teams_member USING btree (client_id, person_id);

CREATE UNIQUE INDEX member_once ON public.teams_member USING btree (client_id, program_id, side, function, name) WHERE (left_on IS NULL);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX move_by_milestone ON public.plans_milestonemove USING btree (client_id, milestone_id, moved_at);

CREATE UNIQUE INDEX phase_once_a_month ON public.scorecards_phase USING btree (client_id, metric_key, program_id, starts_on) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE INDEX plan_file_by_program ON public.plans_planfile USING btree (client_id, program_id, read_at DESC);

CREATE INDEX plans_baseline_plan_id_d38870a0 ON public.plans_baseline USING btree (plan_id);

CREATE INDEX plans_milestone_plan_id_3e5f8e73 ON public.plans_milestone USING btree (plan_id);

CREATE INDEX plans_milestonemove_milestone_id_1673d65b ON public.plans_milestonemove USING btree (milestone_id);

CREATE INDEX plans_plan_program_id_57a922db ON public.plans_plan USING btree (program_id);

CREATE INDEX plans_planfile_program_id_93e78079 ON public.plans_planfile USING btree (program_id);

CREATE INDEX plans_task_plan_id_f86b66fc ON public.plans_task USING btree (plan_id);

CREATE INDEX plans_tasklink_after_id_2647f526 ON public.plans_tasklink USING btree (after_id);

CREATE INDEX plans_tasklink_before_id_6c402842 ON public.plans_tasklink USING btree (before_id);

CREATE INDEX plans_tasklink_plan_id_5c28b32b ON public.plans_tasklink USING btree (plan_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX production_batch_product_id_114a121b ON public.production_batch USING btree (product_id);

CREATE INDEX production_batch_program_id_5de73949 ON public.production_batch USING btree (program_id);

CREATE INDEX production_delivery_program_id_3b14b241 ON public.production_delivery USING btree (program_id);

CREATE INDEX production_redating_delivery_id_f886da23 ON public.production_redating USING btree (delivery_id);

CREATE INDEX programs_client_slug_77320ba4_like ON public.programs_client USING btree (slug varchar_pattern_ops);

CREATE INDEX programs_program_product_id_7d9d82b3 ON public.programs_program USING btree (product_id);

CREATE INDEX programs_program_site_id_8173726f ON public.programs_program USING btree (site_id);

CREATE INDEX programs_site_code_d0f82851_like ON public.programs_site USING btree (code varchar_pattern_ops);

CREATE INDEX promise_by_metric ON public.agreements_promise USING btree (client_id, state, metric_key);

CREATE UNIQUE INDEX promise_once_a_day ON public.agreements_promise USING btree (client_id, metric_key, program_id, from_on) NULLS NOT DISTINCT WHERE ((state)::text = 'signed'::text);

CREATE UNIQUE INDEX promise_one_offer ON public.agreements_promise USING btree (client_id, metric_key, program_id) NULLS NOT DISTINCT WHERE ((state)::text = 'offered'::text);

CREATE INDEX redating_by_delivery ON public.production_redating USING btree (client_id, delivery_id);

CREATE INDEX review_by_document ON public.risks_riskreview USING btree (client_id, assessment_id, held_at);

CREATE INDEX risks_assessment_drawn_id_b6dcd9a5 ON public.risks_assessment USING btree (drawn_id);

CREATE INDEX risks_assessment_program_id_733a6b0f ON public.risks_assessment USING btree (program_id);

CREATE INDEX risks_blindscore_risk_id_342ff8b1 ON public.risks_blindscore USING btree (risk_id);

CREATE INDEX risks_blindscore_round_id_81f0098c ON public.risks_blindscore USING btree (round_id);

CREATE INDEX risks_edition_assessment_id_cbfe9672 ON public.risks_edition USING btree (assessment_id);

CREATE INDEX risks_matrixversion_matrix_id_6b61ac82 ON public.risks_matrixversion USING btree (matrix_id);

CREATE INDEX risks_risk_arises_from_id_b9e23dd9 ON public.risks_risk USING btree (arises_from_id);

CREATE INDEX risks_risk_assessment_id_eefe7f6e ON public.risks_risk USING btree (assessment_id);

CREATE INDEX risks_risk_owner_id_478b4ae3 ON public.risks_risk USING btree (owner_id);

CREATE INDEX risks_risk_task_id_11843683 ON public.risks_risk USING btree (task_id);

CREATE INDEX risks_riskreview_assessment_id_f8d08a60 ON public.risks_riskreview USING btree (assessment_id);

CREATE INDEX risks_scoring_risk_id_90c6c76a ON public.risks_scoring USING btree (risk_id);

CREATE INDEX risks_scoring_round_id_9609c727 ON public.risks_scoring USING btree (round_id);

CREATE INDEX risks_scoringround_assessment_id_3b24cdf8 ON public.risks_scoringround USING btree (assessment_id);

CREATE INDEX risks_sitematrix_site_id_59aab90d ON public.risks_sitematrix USING btree (site_id);

CREATE INDEX risks_sitestarter_site_id_d2bffab3 ON public.risks_sitestarter USING btree (site_id);

CREATE UNIQUE INDEX round_once_at_a_time ON public.risks_scoringround USING btree (client_id, assessment_id) WHERE ((called_off_at IS NULL) AND (revealed_at IS NULL));

CREATE INDEX scorecards_close_program_id_174a32ce ON public.scorecards_close USING btree (program_id);

CREATE INDEX scorecards_closednumber_close_id_818477b9 ON public.scorecards_closednumber USING btree (close_id);

CREATE INDEX scorecards_closednumber_promise_id_41248893 ON public.scorecards_closednumber USING btree (promise_id);

CREATE INDEX scorecards_linedispute_close_id_e35b899e ON public.scorecards_linedispute USING btree (close_id);

CREATE INDEX scorecards_linedispute_number_id_a4972b68 ON public.scorecards_linedispute USING btree (number_id);

CREATE INDEX scorecards_phase_program_id_01a82cc7 ON public.scorecards_phase USING btree (program_id);

CREATE INDEX scoring_by_risk ON public.risks_scoring USING btree (client_id, risk_id, scored_at);

CREATE INDEX security_by_subject ON public.trust_securityevent USING btree (subject, happened_at DESC);

CREATE INDEX signature_by_record ON public.trust_signature USING btree (client_id, record, record_id);

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE INDEX stage_move_by_program ON public.teams_stagemove USING btree (client_id, program_id, moved_at);

CREATE INDEX task_link_by_plan ON public.plans_tasklink USING btree (client_id, plan_id);

CREATE INDEX teams_charter_program_id_14a39a81 ON public.teams_charter USING btree (program_id);

CREATE INDEX teams_course_program_id_eee6c724 ON public.teams_course USING btree (program_id);

CREATE INDEX teams_criterion_gate_id_a0ea8a35 ON public.teams_criterion USING btree (gate_id);

CREATE INDEX teams_duty_work_id_133ec0f1 ON public.teams_duty USING btree (work_id);

CREATE INDEX teams_gate_program_id_ce506442 ON public.teams_gate USING btree (program_id);

CREATE INDEX teams_member_follows_id_7592e754 ON public.teams_member USING btree (follows_id);

CREATE INDEX teams_member_person_id_627a6132 ON public.teams_member USING btree (person_id);

CREATE INDEX teams_member_program_id_40beffa6 ON public.teams_member USING btree (program_id);

CREATE INDEX teams_stagemove_program_id_0a67d030 ON public.teams_stagemove USING btree (program_id);

CREATE INDEX teams_work_program_id_a30b5eb9 ON public.teams_work USING btree (program_id);

CREATE INDEX trust_apitoken_made_by_id_217e9dea ON public.trust_apitoken USING btree (made_by_id);

CREATE INDEX trust_apitoken_person_id_ba8a33f9 ON public.trust_apitoken USING btree (person_id);

CREATE INDEX trust_apitoken_token_hash_96af5595_like ON public.trust_apitoken USING btree (token_hash varchar_pattern_ops);

CREATE INDEX trust_assignment_person_id_49279d3d ON public.trust_assignment USING btree (person_id);

CREATE INDEX trust_entry_actor_id_87d53cf8 ON public.trust_entry USING btree (actor_id);

CREATE INDEX trust_entry_parent_id_8e9cef38 ON public.trust_entry USING btree (parent_id);

CREATE INDEX trust_invitation_invited_by_id_6a70d261 ON public.trust_invitation USING btree (invited_by_id);

CREATE INDEX trust_limit_expires ON public.trust_limit USING btree (expires);

CREATE INDEX trust_person_email_64583316_like ON public.trust_person USING btree (email varchar_pattern_ops);

CREATE INDEX trust_signature_entry_id_ef387d7a ON public.trust_signature USING btree (entry_id);

CREATE INDEX trust_signature_signer_id_fe747f36 ON public.trust_signature USING btree (signer_id);

CREATE INDEX trust_tokenuse_person_id_a1e51d29 ON public.trust_tokenuse USING btree (person_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX webhook_call_due ON public.trust_webhookcall USING btree (next_at) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX webhook_call_newest ON public.trust_webhookcall USING btree (client_id, webhook_id, made_at DESC);

CREATE TRIGGER begins BEFORE INSERT ON public.risks_scoringround FOR EACH ROW EXECUTE FUNCTION public.risks_begin_round();

CREATE TRIGGER committed_on_is_fixed BEFORE UPDATE ON public.plans_milestone FOR EACH ROW WHEN ((old.committed_on IS DISTINCT FROM new.committed_on)) EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_delete AFTER DELETE ON public.actions_action REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.agreements_agreementversion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.agreements_enteredvalue REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.agreements_promise REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.calendars_clientcalendar REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.calendars_sitecalendar REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.consequences_finding REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.consequences_statement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.exchange_import REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.exchange_importmapping REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.exclusions_exclusion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.incidents_incident REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_baseline REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_milestone REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_milestonemove REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_plan REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_planfile REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'content');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.plans_tasklink REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.production_batch REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'search');

CREATE TRIGGER journal_delete AFTER DELETE ON public.production_delivery REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'search');

CREATE TRIGGER journal_delete AFTER DELETE ON public.production_redating REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.programs_client REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.programs_product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.programs_program REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.programs_site REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_assessment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_blindscore REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_edition REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_matrixversion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_risk REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_riskreview REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_scoring REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_scoringround REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_sitematrix REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.risks_sitestarter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.scorecards_close REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.scorecards_closednumber REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.scorecards_linedispute REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.scorecards_phase REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_charter REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_course REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_criterion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_duty REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_gate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_member REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_stagemove REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.teams_work REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_accessreview REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_apitoken REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', 'token_hash');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_assignment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_directoryuser REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_invitation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_journalreview REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', 'password');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_signature REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_delete AFTER DELETE ON public.trust_webhook REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'url');

CREATE TRIGGER journal_insert AFTER INSERT ON public.actions_action REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.agreements_agreementversion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.agreements_enteredvalue REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.agreements_promise REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.calendars_clientcalendar REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.calendars_sitecalendar REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.consequences_finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.consequences_statement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.exchange_import REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.exchange_importmapping REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.exclusions_exclusion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.incidents_incident REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_baseline REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_milestone REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_milestonemove REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_plan REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_planfile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'content');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.plans_tasklink REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.production_batch REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'search');

CREATE TRIGGER journal_insert AFTER INSERT ON public.production_delivery REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'search');

CREATE TRIGGER journal_insert AFTER INSERT ON public.production_redating REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.programs_client REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.programs_product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.programs_program REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.programs_site REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_assessment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_blindscore REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_edition REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_matrixversion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_risk REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_riskreview REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_scoring REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_scoringround REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_sitematrix REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.risks_sitestarter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.scorecards_close REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.scorecards_closednumber REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.scorecards_linedispute REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.scorecards_phase REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_charter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_course REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_criterion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_duty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_gate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_stagemove REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.teams_work REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_accessreview REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_apitoken REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', 'token_hash');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_assignment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_directoryuser REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_invitation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_journalreview REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', 'password');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_signature REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_insert AFTER INSERT ON public.trust_webhook REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'url');

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.actions_action FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.agreements_agreementversion FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.agreements_enteredvalue FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.agreements_promise FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.calendars_clientcalendar FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.calendars_sitecalendar FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.consequences_finding FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.consequences_statement FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.exchange_import FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.exchange_importmapping FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.exclusions_exclusion FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.incidents_incident FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_baseline FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_milestone FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_milestonemove FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_plan FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_planfile FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_task FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.plans_tasklink FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.production_batch FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.production_delivery FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.production_redating FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.programs_client FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.programs_product FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.programs_program FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.programs_site FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_assessment FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_blindscore FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_edition FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_matrixversion FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_risk FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_riskreview FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_scoring FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_scoringround FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_sitematrix FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.risks_sitestarter FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.scorecards_close FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.scorecards_closednumber FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.scorecards_linedispute FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.scorecards_phase FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_charter FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_course FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_criterion FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_duty FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_gate FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_member FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_stagemove FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.teams_work FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_accessreview FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_apitoken FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_assignment FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_directoryuser FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_invitation FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_journalreview FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_person FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_signature FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON public.trust_webhook FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER journal_update AFTER UPDATE ON public.actions_action REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.agreements_agreementversion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.agreements_enteredvalue REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.agreements_promise REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.calendars_clientcalendar REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.calendars_sitecalendar REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.consequences_finding REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.consequences_statement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.exchange_import REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.exchange_importmapping REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.exclusions_exclusion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.incidents_incident REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_baseline REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_milestone REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_milestonemove REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_plan REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_planfile REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'content');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.plans_tasklink REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.production_batch REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'search');

CREATE TRIGGER journal_update AFTER UPDATE ON public.production_delivery REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'search');

CREATE TRIGGER journal_update AFTER UPDATE ON public.production_redating REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.programs_client REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.programs_product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.programs_program REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.programs_site REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_assessment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_blindscore REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_edition REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_matrixversion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_risk REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_riskreview REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_scoring REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_scoringround REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_sitematrix REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.risks_sitestarter REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.scorecards_close REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.scorecards_closednumber REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.scorecards_linedispute REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.scorecards_phase REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_charter REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_course REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_criterion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_duty REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_gate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_member REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_stagemove REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.teams_work REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_accessreview REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_apitoken REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', 'token_hash');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_assignment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_directoryuser REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_invitation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_journalreview REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('', 'password');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_signature REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', '');

CREATE TRIGGER journal_update AFTER UPDATE ON public.trust_webhook REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trust_journal('client_id', 'url');

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.actions_action FOR EACH ROW EXECUTE FUNCTION public.actions_keep_offer();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.agreements_agreementversion FOR EACH ROW EXECUTE FUNCTION public.agreements_keep_version();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.agreements_promise FOR EACH ROW EXECUTE FUNCTION public.agreements_keep_promise();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.consequences_finding FOR EACH ROW EXECUTE FUNCTION public.consequences_keep_finding();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.consequences_statement FOR EACH ROW EXECUTE FUNCTION public.consequences_keep_statement();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.exclusions_exclusion FOR EACH ROW EXECUTE FUNCTION public.exclusions_keep_claim();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.incidents_incident FOR EACH ROW EXECUTE FUNCTION public.incidents_keep();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.risks_assessment FOR EACH ROW EXECUTE FUNCTION public.risks_keep_assessment();

CREATE TRIGGER keep BEFORE INSERT OR DELETE OR UPDATE ON public.risks_blindscore FOR EACH ROW EXECUTE FUNCTION public.risks_keep_blind();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.risks_edition FOR EACH ROW EXECUTE FUNCTION public.risks_keep_edition();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.risks_risk FOR EACH ROW EXECUTE FUNCTION public.risks_keep_risk();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.risks_scoringround FOR EACH ROW EXECUTE FUNCTION public.risks_keep_round();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.scorecards_close FOR EACH ROW EXECUTE FUNCTION public.scorecards_keep_close();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.scorecards_phase FOR EACH ROW EXECUTE FUNCTION public.scorecards_keep_phase();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.teams_charter FOR EACH ROW EXECUTE FUNCTION public.teams_keep_charter();

CREATE TRIGGER keep BEFORE INSERT OR DELETE OR UPDATE ON public.teams_criterion FOR EACH ROW EXECUTE FUNCTION public.teams_keep_criterion();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.teams_gate FOR EACH ROW EXECUTE FUNCTION public.teams_keep_gate();

CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON public.teams_member FOR EACH ROW EXECUTE FUNCTION public.teams_keep_member();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.plans_baseline FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.plans_milestonemove FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.risks_matrixversion FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.risks_riskreview FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.risks_scoring FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.scorecards_closednumber FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.teams_stagemove FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_change FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_entry FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_journalreview FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_seal FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_sealmember FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_securityevent FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_change BEFORE DELETE OR UPDATE ON public.trust_signature FOR EACH ROW EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.plans_baseline FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.plans_milestonemove FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.risks_matrixversion FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.risks_riskreview FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.risks_scoring FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.scorecards_closednumber FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.teams_stagemove FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_change FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_entry FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_journalreview FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_seal FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_sealmember FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_securityevent FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.trust_signature FOR EACH STATEMENT EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER site_id_is_fixed BEFORE UPDATE ON public.risks_sitematrix FOR EACH ROW WHEN ((old.site_id IS DISTINCT FROM new.site_id)) EXECUTE FUNCTION public.trust_refuse();

CREATE TRIGGER tells_webhooks AFTER INSERT ON public.trust_entry REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.trust_tell_webhooks();

CREATE TRIGGER waits_for_ledger AFTER INSERT OR DELETE OR UPDATE ON public.agreements_enteredvalue FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_wait();

CREATE TRIGGER waits_for_ledger AFTER INSERT OR DELETE OR UPDATE ON public.production_batch FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_wait();

CREATE TRIGGER waits_for_ledger AFTER INSERT OR DELETE OR UPDATE ON public.production_delivery FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_wait();

CREATE TRIGGER waits_for_seal AFTER INSERT ON public.trust_entry REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.trust_wait_for_seal();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_trust_person_id FOREIGN KEY (user_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_client_id_292793b5_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_owner_id_b42acf84_fk_trust_person_id FOREIGN KEY (owner_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_agreementversion
    ADD CONSTRAINT agreements_agreement_client_id_f2784d94_fk_programs_ FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_enteredvalue
    ADD CONSTRAINT agreements_enteredva_client_id_87b9cf1a_fk_programs_ FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_enteredvalue
    ADD CONSTRAINT agreements_enteredva_program_id_6ebc8af6_fk_programs_ FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_enteredvalue
    ADD CONSTRAINT agreements_enteredvalue_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_agreement_id_ce47d34a_fk_agreement FOREIGN KEY (agreement_id) REFERENCES public.agreements_agreementversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_agreement_id_same_client FOREIGN KEY (client_id, agreement_id) REFERENCES public.agreements_agreementversion(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_client_id_504a0839_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_program_id_fbfb2ae3_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agreements_promise
    ADD CONSTRAINT agreements_promise_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_assignment
    ADD CONSTRAINT assignment_of_a_client FOREIGN KEY (client_id) REFERENCES public.programs_client(id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calendars_clientcalendar
    ADD CONSTRAINT calendars_clientcale_client_id_ea730516_fk_programs_ FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calendars_sitecalendar
    ADD CONSTRAINT calendars_sitecalendar_site_id_8e1b2bd3_fk_programs_site_id FOREIGN KEY (site_id) REFERENCES public.programs_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_client_id_57c2c4ae_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_number_id_bf3f62c0_fk_scorecard FOREIGN KEY (number_id) REFERENCES public.scorecards_closednumber(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_number_id_same_client FOREIGN KEY (client_id, number_id) REFERENCES public.scorecards_closednumber(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_promise_id_11364929_fk_agreement FOREIGN KEY (promise_id) REFERENCES public.agreements_promise(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_promise_id_same_client FOREIGN KEY (client_id, promise_id) REFERENCES public.agreements_promise(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_restates_id_6beb3fa1_fk_consequen FOREIGN KEY (restates_id) REFERENCES public.consequences_statement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_restates_id_same_client FOREIGN KEY (client_id, restates_id) REFERENCES public.consequences_statement(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_statement_id_3a7bf72c_fk_consequen FOREIGN KEY (statement_id) REFERENCES public.consequences_statement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_finding
    ADD CONSTRAINT consequences_finding_statement_id_same_client FOREIGN KEY (client_id, statement_id) REFERENCES public.consequences_statement(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_stateme_agreement_id_cbc3c77f_fk_agreement FOREIGN KEY (agreement_id) REFERENCES public.agreements_agreementversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_stateme_program_id_b28aeaa5_fk_programs_ FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_agreement_id_same_client FOREIGN KEY (client_id, agreement_id) REFERENCES public.agreements_agreementversion(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_client_id_3d3f8c69_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_close_id_75bfe170_fk_scorecards_close_id FOREIGN KEY (close_id) REFERENCES public.scorecards_close(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_close_id_same_client FOREIGN KEY (client_id, close_id) REFERENCES public.scorecards_close(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consequences_statement
    ADD CONSTRAINT consequences_statement_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_asked_by_id_be2b6284_fk_trust_person_id FOREIGN KEY (asked_by_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_client_id_38770e34_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_importmapping
    ADD CONSTRAINT exchange_importmapping_client_id_4c164343_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exclusions_exclusion
    ADD CONSTRAINT exclusions_exclusion_client_id_3affe0ec_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exclusions_exclusion
    ADD CONSTRAINT exclusions_exclusion_promise_id_042072aa_fk_agreement FOREIGN KEY (promise_id) REFERENCES public.agreements_promise(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exclusions_exclusion
    ADD CONSTRAINT exclusions_exclusion_promise_id_same_client FOREIGN KEY (client_id, promise_id) REFERENCES public.agreements_promise(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_client_id_8864f2f1_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_program_id_823ddd0c_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_trust_person_id FOREIGN KEY (user_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_client_id_8649afd6_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_plan_id_d38870a0_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_baseline
    ADD CONSTRAINT plans_baseline_plan_id_same_client FOREIGN KEY (client_id, plan_id) REFERENCES public.plans_plan(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_client_id_64a856a8_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_plan_id_3e5f8e73_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestone
    ADD CONSTRAINT plans_milestone_plan_id_same_client FOREIGN KEY (client_id, plan_id) REFERENCES public.plans_plan(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestonemove
    ADD CONSTRAINT plans_milestonemove_client_id_cfebf7c7_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestonemove
    ADD CONSTRAINT plans_milestonemove_milestone_id_1673d65b_fk_plans_milestone_id FOREIGN KEY (milestone_id) REFERENCES public.plans_milestone(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_milestonemove
    ADD CONSTRAINT plans_milestonemove_milestone_id_same_client FOREIGN KEY (client_id, milestone_id) REFERENCES public.plans_milestone(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_client_id_d2cb419e_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_program_id_57a922db_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_plan
    ADD CONSTRAINT plans_plan_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_planfile
    ADD CONSTRAINT plans_planfile_client_id_5a15e56b_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_planfile
    ADD CONSTRAINT plans_planfile_program_id_93e78079_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_planfile
    ADD CONSTRAINT plans_planfile_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT plans_task_client_id_3b9d2ea2_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT plans_task_plan_id_f86b66fc_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_task
    ADD CONSTRAINT plans_task_plan_id_same_client FOREIGN KEY (client_id, plan_id) REFERENCES public.plans_plan(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_after_id_2647f526_fk_plans_task_id FOREIGN KEY (after_id) REFERENCES public.plans_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_after_id_same_client FOREIGN KEY (client_id, after_id) REFERENCES public.plans_task(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_before_id_6c402842_fk_plans_task_id FOREIGN KEY (before_id) REFERENCES public.plans_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_before_id_same_client FOREIGN KEY (client_id, before_id) REFERENCES public.plans_task(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_client_id_35565961_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_plan_id_5c28b32b_fk_plans_plan_id FOREIGN KEY (plan_id) REFERENCES public.plans_plan(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plans_tasklink
    ADD CONSTRAINT plans_tasklink_plan_id_same_client FOREIGN KEY (client_id, plan_id) REFERENCES public.plans_plan(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.production_batch
    ADD CONSTRAINT production_batch_product_id_same_client FOREIGN KEY (client_id, product_id) REFERENCES public.programs_product(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_batch
    ADD CONSTRAINT production_batch_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_delivery
    ADD CONSTRAINT production_delivery_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_redating
    ADD CONSTRAINT production_redating_client_id_8297c446_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_redating
    ADD CONSTRAINT production_redating_delivery_id_f886da23_fk_productio FOREIGN KEY (delivery_id) REFERENCES public.production_delivery(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.production_redating
    ADD CONSTRAINT production_redating_delivery_id_same_client FOREIGN KEY (client_id, delivery_id) REFERENCES public.production_delivery(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_product
    ADD CONSTRAINT programs_product_client_id_3e6f05d9_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_client_id_933a2e94_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_product_id_7d9d82b3_fk_programs_product_id FOREIGN KEY (product_id) REFERENCES public.programs_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_product_id_same_client FOREIGN KEY (client_id, product_id) REFERENCES public.programs_product(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_site_id_8173726f_fk_programs_site_id FOREIGN KEY (site_id) REFERENCES public.programs_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT risks_assessment_client_id_e420d492_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT risks_assessment_drawn_id_b6dcd9a5_fk_risks_matrixversion_id FOREIGN KEY (drawn_id) REFERENCES public.risks_matrixversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT risks_assessment_program_id_733a6b0f_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_assessment
    ADD CONSTRAINT risks_assessment_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_client_id_dfd3cc29_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_risk_id_342ff8b1_fk_risks_risk_id FOREIGN KEY (risk_id) REFERENCES public.risks_risk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_risk_id_same_client FOREIGN KEY (client_id, risk_id) REFERENCES public.risks_risk(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_round_id_81f0098c_fk_risks_scoringround_id FOREIGN KEY (round_id) REFERENCES public.risks_scoringround(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_blindscore
    ADD CONSTRAINT risks_blindscore_round_id_same_client FOREIGN KEY (client_id, round_id) REFERENCES public.risks_scoringround(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_edition
    ADD CONSTRAINT risks_edition_assessment_id_cbfe9672_fk_risks_assessment_id FOREIGN KEY (assessment_id) REFERENCES public.risks_assessment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_edition
    ADD CONSTRAINT risks_edition_assessment_id_same_client FOREIGN KEY (client_id, assessment_id) REFERENCES public.risks_assessment(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_edition
    ADD CONSTRAINT risks_edition_client_id_26c28ddd_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_matrixversion
    ADD CONSTRAINT risks_matrixversion_matrix_id_6b61ac82_fk_risks_sitematrix_id FOREIGN KEY (matrix_id) REFERENCES public.risks_sitematrix(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_arises_from_id_b9e23dd9_fk_risks_risk_id FOREIGN KEY (arises_from_id) REFERENCES public.risks_risk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_arises_from_id_same_client FOREIGN KEY (client_id, arises_from_id) REFERENCES public.risks_risk(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_assessment_id_eefe7f6e_fk_risks_assessment_id FOREIGN KEY (assessment_id) REFERENCES public.risks_assessment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_assessment_id_same_client FOREIGN KEY (client_id, assessment_id) REFERENCES public.risks_assessment(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_client_id_e67b3315_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_owner_id_478b4ae3_fk_trust_person_id FOREIGN KEY (owner_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_task_id_11843683_fk_plans_task_id FOREIGN KEY (task_id) REFERENCES public.plans_task(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_risk
    ADD CONSTRAINT risks_risk_task_id_same_client FOREIGN KEY (client_id, task_id) REFERENCES public.plans_task(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_riskreview
    ADD CONSTRAINT risks_riskreview_assessment_id_f8d08a60_fk_risks_assessment_id FOREIGN KEY (assessment_id) REFERENCES public.risks_assessment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_riskreview
    ADD CONSTRAINT risks_riskreview_assessment_id_same_client FOREIGN KEY (client_id, assessment_id) REFERENCES public.risks_assessment(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_riskreview
    ADD CONSTRAINT risks_riskreview_client_id_c3a7fa2e_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_client_id_f1eefc65_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_risk_id_90c6c76a_fk_risks_risk_id FOREIGN KEY (risk_id) REFERENCES public.risks_risk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_risk_id_same_client FOREIGN KEY (client_id, risk_id) REFERENCES public.risks_risk(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_round_id_9609c727_fk_risks_scoringround_id FOREIGN KEY (round_id) REFERENCES public.risks_scoringround(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoring
    ADD CONSTRAINT risks_scoring_round_id_same_client FOREIGN KEY (client_id, round_id) REFERENCES public.risks_scoringround(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoringround
    ADD CONSTRAINT risks_scoringround_assessment_id_3b24cdf8_fk_risks_ass FOREIGN KEY (assessment_id) REFERENCES public.risks_assessment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoringround
    ADD CONSTRAINT risks_scoringround_assessment_id_same_client FOREIGN KEY (client_id, assessment_id) REFERENCES public.risks_assessment(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_scoringround
    ADD CONSTRAINT risks_scoringround_client_id_8586a3af_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_sitematrix
    ADD CONSTRAINT risks_sitematrix_site_id_59aab90d_fk_programs_site_id FOREIGN KEY (site_id) REFERENCES public.programs_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.risks_sitestarter
    ADD CONSTRAINT risks_sitestarter_site_id_d2bffab3_fk_programs_site_id FOREIGN KEY (site_id) REFERENCES public.programs_site(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_close
    ADD CONSTRAINT scorecards_close_client_id_89cec408_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_close
    ADD CONSTRAINT scorecards_close_program_id_174a32ce_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_close
    ADD CONSTRAINT scorecards_close_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednum_client_id_d4b6e491_fk_programs_ FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednum_close_id_818477b9_fk_scorecard FOREIGN KEY (close_id) REFERENCES public.scorecards_close(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednum_promise_id_41248893_fk_agreement FOREIGN KEY (promise_id) REFERENCES public.agreements_promise(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednumber_close_id_same_client FOREIGN KEY (client_id, close_id) REFERENCES public.scorecards_close(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_closednumber
    ADD CONSTRAINT scorecards_closednumber_promise_id_same_client FOREIGN KEY (client_id, promise_id) REFERENCES public.agreements_promise(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_linedispute
    ADD CONSTRAINT scorecards_linedispu_number_id_a4972b68_fk_scorecard FOREIGN KEY (number_id) REFERENCES public.scorecards_closednumber(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_linedispute
    ADD CONSTRAINT scorecards_linedispute_client_id_bee0b7a1_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_linedispute
    ADD CONSTRAINT scorecards_linedispute_close_id_e35b899e_fk_scorecards_close_id FOREIGN KEY (close_id) REFERENCES public.scorecards_close(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_linedispute
    ADD CONSTRAINT scorecards_linedispute_close_id_same_client FOREIGN KEY (client_id, close_id) REFERENCES public.scorecards_close(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_linedispute
    ADD CONSTRAINT scorecards_linedispute_number_id_same_client FOREIGN KEY (client_id, number_id) REFERENCES public.scorecards_closednumber(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_phase
    ADD CONSTRAINT scorecards_phase_client_id_ae39da69_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_phase
    ADD CONSTRAINT scorecards_phase_program_id_01a82cc7_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scorecards_phase
    ADD CONSTRAINT scorecards_phase_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_user_id_8146e70c_fk_trust_person_id FOREIGN KEY (user_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_charter
    ADD CONSTRAINT teams_charter_client_id_a58e1542_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_charter
    ADD CONSTRAINT teams_charter_program_id_14a39a81_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_charter
    ADD CONSTRAINT teams_charter_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_course
    ADD CONSTRAINT teams_course_client_id_cd2e228d_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_course
    ADD CONSTRAINT teams_course_program_id_eee6c724_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_course
    ADD CONSTRAINT teams_course_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_criterion
    ADD CONSTRAINT teams_criterion_client_id_751fb696_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_criterion
    ADD CONSTRAINT teams_criterion_gate_id_a0ea8a35_fk_teams_gate_id FOREIGN KEY (gate_id) REFERENCES public.teams_gate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_criterion
    ADD CONSTRAINT teams_criterion_gate_id_same_client FOREIGN KEY (client_id, gate_id) REFERENCES public.teams_gate(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_duty
    ADD CONSTRAINT teams_duty_client_id_42e2cd5e_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_duty
    ADD CONSTRAINT teams_duty_work_id_133ec0f1_fk_teams_work_id FOREIGN KEY (work_id) REFERENCES public.teams_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_duty
    ADD CONSTRAINT teams_duty_work_id_same_client FOREIGN KEY (client_id, work_id) REFERENCES public.teams_work(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_gate
    ADD CONSTRAINT teams_gate_client_id_c4c8fafe_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_gate
    ADD CONSTRAINT teams_gate_program_id_ce506442_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_gate
    ADD CONSTRAINT teams_gate_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_client_id_26329120_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_follows_id_7592e754_fk_teams_member_id FOREIGN KEY (follows_id) REFERENCES public.teams_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_follows_id_same_client FOREIGN KEY (client_id, follows_id) REFERENCES public.teams_member(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_person_id_627a6132_fk_trust_person_id FOREIGN KEY (person_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_program_id_40beffa6_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_member
    ADD CONSTRAINT teams_member_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_stagemove
    ADD CONSTRAINT teams_stagemove_client_id_fe592283_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_stagemove
    ADD CONSTRAINT teams_stagemove_program_id_0a67d030_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_stagemove
    ADD CONSTRAINT teams_stagemove_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_work
    ADD CONSTRAINT teams_work_client_id_beb4128a_fk_programs_client_id FOREIGN KEY (client_id) REFERENCES public.programs_client(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_work
    ADD CONSTRAINT teams_work_program_id_a30b5eb9_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.teams_work
    ADD CONSTRAINT teams_work_program_id_same_client FOREIGN KEY (client_id, program_id) REFERENCES public.programs_program(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_apitoken
    ADD CONSTRAINT trust_apitoken_made_by_id_217e9dea_fk_trust_person_id FOREIGN KEY (made_by_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_apitoken
    ADD CONSTRAINT trust_apitoken_person_id_ba8a33f9_fk_trust_person_id FOREIGN KEY (person_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_assignment
    ADD CONSTRAINT trust_assignment_person_id_49279d3d_fk_trust_person_id FOREIGN KEY (person_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_entry
    ADD CONSTRAINT trust_entry_actor_id_87d53cf8_fk_trust_person_id FOREIGN KEY (actor_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_entry
    ADD CONSTRAINT trust_entry_parent_id_8e9cef38_fk_trust_entry_id FOREIGN KEY (parent_id) REFERENCES public.trust_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_invitation
    ADD CONSTRAINT trust_invitation_invited_by_id_6a70d261_fk_trust_person_id FOREIGN KEY (invited_by_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_journalreview
    ADD CONSTRAINT trust_journalreview_person_id_d20f94d6_fk_trust_person_id FOREIGN KEY (person_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_journalreview
    ADD CONSTRAINT trust_journalreview_up_to_id_8841f317_fk_trust_entry_id FOREIGN KEY (up_to_id) REFERENCES public.trust_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_sealmember
    ADD CONSTRAINT trust_sealmember_seal_id_32bb10e8_fk_trust_seal_number FOREIGN KEY (seal_id) REFERENCES public.trust_seal(number) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_signature
    ADD CONSTRAINT trust_signature_entry_id_ef387d7a_fk_trust_entry_id FOREIGN KEY (entry_id) REFERENCES public.trust_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_signature
    ADD CONSTRAINT trust_signature_signer_id_fe747f36_fk_trust_person_id FOREIGN KEY (signer_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_webhookcall
    ADD CONSTRAINT trust_webhookcall_webhook_id_130105f1_fk_trust_webhook_id FOREIGN KEY (webhook_id) REFERENCES public.trust_webhook(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trust_webhookcall
    ADD CONSTRAINT trust_webhookcall_webhook_id_same_client FOREIGN KEY (client_id, webhook_id) REFERENCES public.trust_webhook(client_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_trust_person_id FOREIGN KEY (user_id) REFERENCES public.trust_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.actions_action ENABLE ROW LEVEL SECURITY;

CREATE POLICY added ON public.actions_action FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.agreements_agreementversion FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.agreements_enteredvalue FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.agreements_promise FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.calendars_clientcalendar FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.calendars_sitecalendar FOR INSERT WITH CHECK ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text));

CREATE POLICY added ON public.consequences_finding FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.consequences_statement FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.exchange_import FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.exchange_importmapping FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.exclusions_exclusion FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.incidents_incident FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.ledger_contribution FOR INSERT WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY added ON public.ledger_measure FOR INSERT WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY added ON public.ledger_total FOR INSERT WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY added ON public.ledger_waiting FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_baseline FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_milestone FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_milestonemove FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_plan FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_planfile FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_task FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.plans_tasklink FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.production_batch FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.production_delivery FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.production_redating FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.programs_client FOR INSERT WITH CHECK ((id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.programs_product FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.programs_program FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_assessment FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_blindscore FOR INSERT WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))));

CREATE POLICY added ON public.risks_edition FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_matrixversion FOR INSERT WITH CHECK (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) AND (matrix_id IN ( SELECT m.id
   FROM public.risks_sitematrix m))));

CREATE POLICY added ON public.risks_risk FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_riskreview FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_scoring FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_scoringround FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.risks_sitematrix FOR INSERT WITH CHECK (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) AND (site_id IN ( SELECT p.site_id
   FROM public.programs_program p
  WHERE (p.client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[]))))));

CREATE POLICY added ON public.risks_sitestarter FOR INSERT WITH CHECK ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text));

CREATE POLICY added ON public.scorecards_close FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.scorecards_closednumber FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.scorecards_linedispute FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.scorecards_phase FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_charter FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_course FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_criterion FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_duty FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_gate FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_member FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_stagemove FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.teams_work FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_accessreview FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_apitoken FOR INSERT WITH CHECK (((person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text)));

CREATE POLICY added ON public.trust_assignment FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_change FOR INSERT WITH CHECK (true);

CREATE POLICY added ON public.trust_directoryuser FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_entry FOR INSERT WITH CHECK ((NOT (client_id IS DISTINCT FROM ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY added ON public.trust_invitation FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_journalreview FOR INSERT WITH CHECK (((NOT (client_id IS DISTINCT FROM ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) AND ((client_id IS NOT NULL) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY added ON public.trust_keptanswer FOR INSERT WITH CHECK ((actor_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_person FOR INSERT WITH CHECK (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) OR ((id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT
   FROM public.trust_invitation i
  WHERE ((i.client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((i.email)::text = (trust_person.email)::text) AND ((i.role)::text = (trust_person.role)::text) AND (i.accepted_at IS NULL) AND (i.withdrawn_at IS NULL)))))));

CREATE POLICY added ON public.trust_signature FOR INSERT WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY added ON public.trust_webhook FOR INSERT WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))));

CREATE POLICY added ON public.trust_webhookcall FOR INSERT WITH CHECK (false);

ALTER TABLE public.agreements_agreementversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agreements_enteredvalue ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agreements_promise ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendars_clientcalendar ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendars_sitecalendar ENABLE ROW LEVEL SECURITY;

CREATE POLICY changed ON public.actions_action FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.agreements_agreementversion FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.agreements_enteredvalue FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.agreements_promise FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.calendars_clientcalendar FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.calendars_sitecalendar FOR UPDATE USING ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text)) WITH CHECK ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text));

CREATE POLICY changed ON public.consequences_finding FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.consequences_statement FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.exchange_import FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.exchange_importmapping FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.exclusions_exclusion FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.incidents_incident FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.ledger_contribution FOR UPDATE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text))) WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY changed ON public.ledger_measure FOR UPDATE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text))) WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY changed ON public.ledger_total FOR UPDATE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text))) WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY changed ON public.ledger_waiting FOR UPDATE USING (false) WITH CHECK (false);

CREATE POLICY changed ON public.plans_baseline FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.plans_milestone FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.plans_milestonemove FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.plans_plan FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.plans_planfile FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.plans_task FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.plans_tasklink FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.production_batch FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.production_delivery FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.production_redating FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.programs_client FOR UPDATE USING ((id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.programs_product FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.programs_program FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_assessment FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_blindscore FOR UPDATE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif")))) WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))));

CREATE POLICY changed ON public.risks_edition FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_matrixversion FOR UPDATE USING (false) WITH CHECK (false);

CREATE POLICY changed ON public.risks_risk FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_riskreview FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_scoring FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_scoringround FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.risks_sitematrix FOR UPDATE USING (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) AND (site_id IN ( SELECT p.site_id
   FROM public.programs_program p
  WHERE (p.client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])))))) WITH CHECK (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) AND (site_id IN ( SELECT p.site_id
   FROM public.programs_program p
  WHERE (p.client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[]))))));

CREATE POLICY changed ON public.risks_sitestarter FOR UPDATE USING ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text)) WITH CHECK ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text));

CREATE POLICY changed ON public.scorecards_close FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.scorecards_closednumber FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.scorecards_linedispute FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.scorecards_phase FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_charter FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_course FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_criterion FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_duty FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_gate FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_member FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_stagemove FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.teams_work FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_accessreview FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_apitoken FOR UPDATE USING (((person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))) WITH CHECK (((person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text)));

CREATE POLICY changed ON public.trust_assignment FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_change FOR UPDATE USING (false) WITH CHECK (false);

CREATE POLICY changed ON public.trust_directoryuser FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_entry FOR UPDATE USING (false) WITH CHECK (false);

CREATE POLICY changed ON public.trust_invitation FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_journalreview FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_keptanswer FOR UPDATE USING ((actor_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((actor_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_person FOR UPDATE USING (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) OR (id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (EXISTS ( SELECT
   FROM public.trust_assignment a
  WHERE ((a.person_id = trust_person.id) AND (a.client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((a.side)::text = 'client'::text)))))) WITH CHECK (((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) OR (id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (EXISTS ( SELECT
   FROM public.trust_assignment a
  WHERE ((a.person_id = trust_person.id) AND (a.client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((a.side)::text = 'client'::text))))));

CREATE POLICY changed ON public.trust_signature FOR UPDATE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY changed ON public.trust_webhook FOR UPDATE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif")))) WITH CHECK (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))));

CREATE POLICY changed ON public.trust_webhookcall FOR UPDATE USING ((((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text))) WITH CHECK ((((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

ALTER TABLE public.consequences_finding ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consequences_statement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exchange_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exchange_importmapping ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exclusions_exclusion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incidents_incident ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ledger_contribution ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ledger_measure ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ledger_total ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ledger_waiting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_baseline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_milestone ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_milestonemove ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_planfile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_task ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plans_tasklink ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.production_batch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.production_delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.production_redating ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programs_client ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programs_product ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programs_program ENABLE ROW LEVEL SECURITY;

CREATE POLICY removed ON public.actions_action FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.agreements_agreementversion FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.agreements_enteredvalue FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.agreements_promise FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.calendars_clientcalendar FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.calendars_sitecalendar FOR DELETE USING (false);

CREATE POLICY removed ON public.consequences_finding FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.consequences_statement FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.exchange_import FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.exchange_importmapping FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.exclusions_exclusion FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.incidents_incident FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.ledger_contribution FOR DELETE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY removed ON public.ledger_measure FOR DELETE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY removed ON public.ledger_total FOR DELETE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY removed ON public.ledger_waiting FOR DELETE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY removed ON public.plans_baseline FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.plans_milestone FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.plans_milestonemove FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.plans_plan FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.plans_planfile FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.plans_task FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.plans_tasklink FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.production_batch FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.production_delivery FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.production_redating FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.programs_client FOR DELETE USING (false);

CREATE POLICY removed ON public.programs_product FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.programs_program FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_assessment FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_blindscore FOR DELETE USING (false);

CREATE POLICY removed ON public.risks_edition FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_matrixversion FOR DELETE USING (false);

CREATE POLICY removed ON public.risks_risk FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_riskreview FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_scoring FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_scoringround FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.risks_sitematrix FOR DELETE USING (false);

CREATE POLICY removed ON public.risks_sitestarter FOR DELETE USING (false);

CREATE POLICY removed ON public.scorecards_close FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.scorecards_closednumber FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.scorecards_linedispute FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.scorecards_phase FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_charter FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_course FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_criterion FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_duty FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_gate FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_member FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_stagemove FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.teams_work FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.trust_accessreview FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.trust_apitoken FOR DELETE USING (false);

CREATE POLICY removed ON public.trust_assignment FOR DELETE USING (((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")) OR (person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY removed ON public.trust_change FOR DELETE USING (false);

CREATE POLICY removed ON public.trust_directoryuser FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.trust_entry FOR DELETE USING (false);

CREATE POLICY removed ON public.trust_invitation FOR DELETE USING (false);

CREATE POLICY removed ON public.trust_journalreview FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.trust_keptanswer FOR DELETE USING (((actor_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY removed ON public.trust_person FOR DELETE USING (false);

CREATE POLICY removed ON public.trust_signature FOR DELETE USING ((client_id = ( SELECT (NULLIF(current_setting('app.client_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY removed ON public.trust_webhook FOR DELETE USING (false);

CREATE POLICY removed ON public.trust_webhookcall FOR DELETE USING (((( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text) AND ((state)::text <> 'waiting'::text)));

ALTER TABLE public.risks_assessment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_blindscore ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_edition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_matrixversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_risk ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_riskreview ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_scoring ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_scoringround ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_sitematrix ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.risks_sitestarter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scorecards_close ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scorecards_closednumber ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scorecards_linedispute ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scorecards_phase ENABLE ROW LEVEL SECURITY;

CREATE POLICY seen ON public.actions_action FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.agreements_agreementversion FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.agreements_enteredvalue FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.agreements_promise FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.calendars_clientcalendar FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.calendars_sitecalendar FOR SELECT USING ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") IS NOT NULL));

CREATE POLICY seen ON public.consequences_finding FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.consequences_statement FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.exchange_import FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.exchange_importmapping FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.exclusions_exclusion FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.incidents_incident FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.ledger_contribution FOR SELECT USING (COALESCE((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])), false));

CREATE POLICY seen ON public.ledger_measure FOR SELECT USING (COALESCE((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])), false));

CREATE POLICY seen ON public.ledger_total FOR SELECT USING (COALESCE((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])), false));

CREATE POLICY seen ON public.ledger_waiting FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.plans_baseline FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.plans_milestone FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.plans_milestonemove FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.plans_plan FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.plans_planfile FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.plans_task FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.plans_tasklink FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.production_batch FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.production_delivery FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.production_redating FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.programs_client FOR SELECT USING (((id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text) OR (id IN ( SELECT a.client_id
   FROM public.trust_assignment a
  WHERE (a.person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif"))))));

CREATE POLICY seen ON public.programs_product FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.programs_program FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_assessment FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_blindscore FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif")) OR (EXISTS ( SELECT
   FROM public.risks_scoringround r
  WHERE ((r.client_id = risks_blindscore.client_id) AND (r.id = risks_blindscore.round_id) AND (r.revealed_at IS NOT NULL)))))));

CREATE POLICY seen ON public.risks_edition FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_matrixversion FOR SELECT USING ((matrix_id IN ( SELECT m.id
   FROM public.risks_sitematrix m)));

CREATE POLICY seen ON public.risks_risk FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_riskreview FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_scoring FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_scoringround FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.risks_sitematrix FOR SELECT USING ((site_id IN ( SELECT p.site_id
   FROM public.programs_program p
  WHERE (p.client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])))));

CREATE POLICY seen ON public.risks_sitestarter FOR SELECT USING ((( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") IS NOT NULL));

CREATE POLICY seen ON public.scorecards_close FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.scorecards_closednumber FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.scorecards_linedispute FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.scorecards_phase FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_charter FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_course FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_criterion FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_duty FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_gate FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_member FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_stagemove FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.teams_work FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.trust_accessreview FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.trust_apitoken FOR SELECT USING (((person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) OR ((token_hash)::text = ( SELECT NULLIF(current_setting('app.presenting'::text, true), ''::text) AS "nullif"))));

CREATE POLICY seen ON public.trust_assignment FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) OR (person_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY seen ON public.trust_change FOR SELECT USING ((((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR ((audience)::text = ( SELECT
        CASE ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif")
            WHEN 'cmo'::text THEN 'internal'::text
            WHEN 'client'::text THEN 'client'::text
            ELSE NULL::text
        END AS "case")))) OR ((client_id IS NULL) AND (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.trust_directoryuser FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.trust_entry FOR SELECT USING ((((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND (((audience)::text = 'shared'::text) OR ((audience)::text = ( SELECT
        CASE ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif")
            WHEN 'cmo'::text THEN 'internal'::text
            WHEN 'client'::text THEN 'client'::text
            ELSE NULL::text
        END AS "case")))) OR ((client_id IS NULL) AND (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text)) OR (actor_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY seen ON public.trust_invitation FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) OR ((id)::text = ( SELECT NULLIF(current_setting('app.signing_in'::text, true), ''::text) AS "nullif"))));

CREATE POLICY seen ON public.trust_journalreview FOR SELECT USING (((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) OR ((client_id IS NULL) AND (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text))));

CREATE POLICY seen ON public.trust_keptanswer FOR SELECT USING (((actor_id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY seen ON public.trust_person FOR SELECT USING (((id = ( SELECT (NULLIF(current_setting('app.actor_id'::text, true), ''::text))::uuid AS "nullif")) OR ((email)::text = ( SELECT NULLIF(current_setting('app.signing_in'::text, true), ''::text) AS "nullif")) OR (( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif") = 'cmo'::text) OR (EXISTS ( SELECT
   FROM public.trust_assignment a
  WHERE ((a.person_id = trust_person.id) AND (a.client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])))))));

CREATE POLICY seen ON public.trust_signature FOR SELECT USING ((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])));

CREATE POLICY seen ON public.trust_webhook FOR SELECT USING ((((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

CREATE POLICY seen ON public.trust_webhookcall FOR SELECT USING ((((client_id = ANY (( SELECT COALESCE((string_to_array(NULLIF(current_setting('app.sees'::text, true), ''::text), ','::text))::uuid[], '{}'::uuid[]) AS "coalesce")::uuid[])) AND ((side)::text = ( SELECT NULLIF(current_setting('app.side'::text, true), ''::text) AS "nullif"))) OR (( SELECT NULLIF(current_setting('app.operator'::text, true), ''::text) AS "nullif") = 'on'::text)));

ALTER TABLE public.teams_charter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_course ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_criterion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_duty ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_gate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_stagemove ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams_work ENABLE ROW LEVEL SECURITY;

CREATE POLICY told ON public.trust_webhook FOR SELECT TO catchball_owner USING (true);

CREATE POLICY told ON public.trust_webhookcall FOR INSERT TO catchball_owner WITH CHECK (true);

ALTER TABLE public.trust_accessreview ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_apitoken ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_assignment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_directoryuser ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_journalreview ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_keptanswer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_signature ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_webhook ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trust_webhookcall ENABLE ROW LEVEL SECURITY;

CREATE POLICY verified ON public.trust_change FOR SELECT TO catchball_owner USING ((( SELECT NULLIF(current_setting('app.verifying'::text, true), ''::text) AS "nullif") = 'on'::text));

CREATE POLICY verified ON public.trust_entry FOR SELECT TO catchball_owner USING ((( SELECT NULLIF(current_setting('app.verifying'::text, true), ''::text) AS "nullif") = 'on'::text));

GRANT USAGE ON SCHEMA public TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.actions_action TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agreements_agreementversion TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agreements_enteredvalue TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agreements_promise TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_permission TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendars_clientcalendar TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendars_sitecalendar TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consequences_finding TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consequences_statement TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_content_type TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO catchball_app;

GRANT SELECT ON TABLE public.django_migrations TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.exchange_import TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.exchange_importmapping TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.exclusions_exclusion TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incidents_incident TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_contribution TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_measure TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ledger_total TO catchball_app;

GRANT SELECT,DELETE ON TABLE public.ledger_waiting TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.plans_baseline TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plans_milestone TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.plans_milestonemove TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plans_plan TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plans_planfile TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plans_task TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.plans_tasklink TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_events_id_seq TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.production_batch TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.production_delivery TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.production_redating TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programs_client TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programs_product TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programs_program TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.programs_site TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_assessment TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_blindscore TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_edition TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.risks_matrixversion TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_risk TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.risks_riskreview TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.risks_scoring TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_scoringround TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_sitematrix TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.risks_sitestarter TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scorecards_close TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.scorecards_closednumber TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scorecards_linedispute TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scorecards_phase TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.socialaccount_socialaccount TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.socialaccount_socialaccount_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.socialaccount_socialapp TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.socialaccount_socialapp_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.socialaccount_socialtoken TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.socialaccount_socialtoken_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_charter TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_course TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_criterion TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_duty TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_gate TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_member TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.teams_stagemove TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams_work TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_accessreview TO catchball_app;

GRANT UPDATE(finished_at) ON TABLE public.trust_accessreview TO catchball_app;

GRANT UPDATE(withdrawn_at) ON TABLE public.trust_accessreview TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_apitoken TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_assignment TO catchball_app;

GRANT SELECT ON TABLE public.trust_change TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.trust_change_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_directoryuser TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_entry TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_invitation TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_journalreview TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_keptanswer TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_limit TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_person TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_seal TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_sealmember TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_securityevent TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.trust_securityevent_id_seq TO catchball_app;

GRANT SELECT,INSERT ON TABLE public.trust_signature TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_tokenuse TO catchball_app;

GRANT SELECT,DELETE ON TABLE public.trust_unsealed TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.trust_unsealed_id_seq TO catchball_app;

GRANT SELECT ON TABLE public.trust_unsealedspan TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.trust_unsealedspan_id_seq TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trust_webhook TO catchball_app;

GRANT SELECT,DELETE,UPDATE ON TABLE public.trust_webhookcall TO catchball_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.usersessions_usersession TO catchball_app;

GRANT SELECT,USAGE ON SEQUENCE public.usersessions_usersession_id_seq TO catchball_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES TO catchball_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES TO catchball_app;


INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('trust', '0001_initial', now()),
    ('account', '0001_initial', now()),
    ('account', '0002_email_max_length', now()),
    ('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('account', '0005_emailaddress_idx_upper_email', now()),
    ('account', '0006_emailaddress_lower', now()),
    ('account', '0007_emailaddress_idx_email', now()),
    ('account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('account', '0009_emailaddress_unique_primary_email', now()),
    ('trust', '0002_walls', now()),
    ('programs', '0001_initial', now()),
    ('programs', '0002_walls', now()),
    ('actions', '0001_initial', now()),
    ('actions', '0002_walls', now()),
    ('agreements', '0001_initial', now()),
    ('agreements', '0002_walls', now()),
    ('agreements', '0003_content', now()),
    ('agreements', '0004_whole', now()),
    ('agreements', '0005_entered', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('calendars', '0001_initial', now()),
    ('calendars', '0002_walls', now()),
    ('scorecards', '0001_initial', now()),
    ('scorecards', '0002_walls', now()),
    ('consequences', '0001_initial', now()),
    ('consequences', '0002_walls', now()),
    ('consequences', '0003_material', now()),
    ('exchange', '0001_initial', now()),
    ('exchange', '0002_walls', now()),
    ('exchange', '0003_moved_at', now()),
    ('exchange', '0004_undoing', now()),
    ('exclusions', '0001_initial', now()),
    ('exclusions', '0002_walls', now()),
    ('incidents', '0001_initial', now()),
    ('incidents', '0002_walls', now()),
    ('production', '0001_initial', now()),
    ('production', '0002_walls', now()),
    ('production', '0003_search', now()),
    ('production', '0004_one_check_a_row', now()),
    ('ledger', '0001_ledger', now()),
    ('ledger', '0002_read', now()),
    ('ledger', '0003_whole_spans', now()),
    ('mfa', '0001_initial', now()),
    ('mfa', '0002_authenticator_timestamps', now()),
    ('mfa', '0003_authenticator_type_uniq', now()),
    ('plans', '0001_initial', now()),
    ('plans', '0002_walls', now()),
    ('plans', '0003_milestones', now()),
    ('plans', '0004_baselines', now()),
    ('plans', '0005_unmatched', now()),
    ('procrastinate', '0001_initial', now()),
    ('procrastinate', '0002_drop_started_at_column', now()),
    ('procrastinate', '0003_drop_started_at_column', now()),
    ('procrastinate', '0004_drop_procrastinate_version_table', now()),
    ('procrastinate', '0005_fix_procrastinate_fetch_job', now()),
    ('procrastinate', '0006_fix_trigger_status_events_insert', now()),
    ('procrastinate', '0007_add_queueing_lock_column', now()),
    ('procrastinate', '0008_close_fetch_job_race_condition', now()),
    ('procrastinate', '0009_add_defer_job_function', now()),
    ('procrastinate', '0010_add_procrastinate_periodic_defers', now()),
    ('procrastinate', '0011_add_foreign_key_index', now()),
    ('procrastinate', '0012_add_locks_to_periodic_defer', now()),
    ('procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
    ('procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
    ('procrastinate', '0015_add_trigger_on_job_deletion', now()),
    ('procrastinate', '0016_delete_finished_jobs', now()),
    ('procrastinate', '0017_add_checks_to_finish_job', now()),
    ('procrastinate', '0018_add_checks_to_retry_job', now()),
    ('procrastinate', '0019_fix_finish_job_compat_issue', now()),
    ('procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
    ('procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
    ('procrastinate', '0022_null_locks_excluded', now()),
    ('procrastinate', '0023_remove_old_finish_job_function', now()),
    ('procrastinate', '0024_job_id_bigint', now()),
    ('procrastinate', '0025_add_models', now()),
    ('procrastinate', '0026_add_job_priority', now()),
    ('procrastinate', '0027_add_periodic_job_priority', now()),
    ('procrastinate', '0028_add_cancel_states', now()),
    ('procrastinate', '0029_add_additional_params_to_retry_job', now()),
    ('procrastinate', '0030_alter_procrastinateevent_options', now()),
    ('procrastinate', '0031_add_indexes_for_fetch_job', now()),
    ('procrastinate', '0032_pre_cancel_notification', now()),
    ('procrastinate', '0033_post_cancel_notification', now()),
    ('procrastinate', '0034_pre_add_heartbeat', now()),
    ('procrastinate', '0035_post_add_heartbeat', now()),
    ('procrastinate', '0036_add_worker_model', now()),
    ('procrastinate', '0037_pre_batch_defer_jobs', now()),
    ('procrastinate', '0038_post_batch_defer_jobs', now()),
    ('procrastinate', '0039_pre_priority_lock_fetch_job', now()),
    ('procrastinate', '0040_pre_retry_failed_job', now()),
    ('procrastinate', '0041_post_retry_failed_job', now()),
    ('trust', '0003_journal_search', now()),
    ('trust', '0004_seals', now()),
    ('trust', '0005_journal_once', now()),
    ('trust', '0006_limits', now()),
    ('trust', '0007_tokens', now()),
    ('trust', '0008_invitations', now()),
    ('trust', '0009_access_reviews', now()),
    ('trust', '0010_answers', now()),
    ('trust', '0011_journal_reviews', now()),
    ('trust', '0012_reviews_withdrawn', now()),
    ('trust', '0013_leaving', now()),
    ('trust', '0014_webhooks', now()),
    ('trust', '0015_directories', now()),
    ('trust', '0016_webhook_hosts', now()),
    ('trust', '0017_webhook_trials', now()),
    ('trust', '0018_floor_reviews_and_old_calls', now()),
    ('trust', '0019_one_sided', now()),
    ('risks', '0001_initial', now()),
    ('risks', '0002_walls', now()),
    ('risks', '0003_riskreview', now()),
    ('risks', '0004_review_walls', now()),
    ('risks', '0005_rounds', now()),
    ('risks', '0006_round_walls', now()),
    ('risks', '0007_editions', now()),
    ('risks', '0008_edition_walls', now()),
    ('risks', '0009_detection', now()),
    ('risks', '0010_sitestarter', now()),
    ('risks', '0011_starter_walls', now()),
    ('risks', '0012_struck', now()),
    ('risks', '0013_site_matrix', now()),
    ('risks', '0014_matrix_walls', now()),
    ('scorecards', '0003_phases', now()),
    ('sessions', '0001_initial', now()),
    ('socialaccount', '0001_initial', now()),
    ('socialaccount', '0002_token_max_lengths', now()),
    ('socialaccount', '0003_extra_data_default_dict', now()),
    ('socialaccount', '0004_app_provider_id_settings', now()),
    ('socialaccount', '0005_socialtoken_nullable_app', now()),
    ('socialaccount', '0006_alter_socialaccount_extra_data', now()),
    ('teams', '0001_initial', now()),
    ('teams', '0002_walls', now()),
    ('teams', '0003_gates_and_work', now()),
    ('teams', '0004_gate_walls', now()),
    ('trust', '0020_spans', now()),
    ('trust', '0021_pairing', now()),
    ('usersessions', '0001_initial', now());
