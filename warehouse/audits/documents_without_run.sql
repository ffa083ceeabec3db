-- description: Articles whose run is not in runs.
select doc_id, run_id from documents anti join runs using (run_id) order by doc_id;
