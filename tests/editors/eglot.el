;;; eglot.el --- Emacs as a writer uses it  -*- lexical-binding: t -*-

;; It shows a planted fault, fixes it, and completes a key.  What it saw is written as JSON into
;; the file that the environment names.

(package-initialize)
;; Emacs has it from version 29 on.
(unless (require 'eglot nil t) (kill-emacs 77))
(require 'json)

(defun waits-for (what holds)
  "Wait until HOLDS returns something, and return that; WHAT names it."
  (let ((last (+ (float-time) 30)) result)
    (while (not (setq result (funcall holds)))
      (when (> (float-time) last) (error "No %s" what))
      (accept-process-output nil 0.05))
    result))

(defun shown ()
  "Return text, line and column of each fault that is shown."
  ;; Flymake starts when a window shows the text, and here there is none.
  (flymake-start)
  (mapcar (lambda (each)
            (save-excursion
              (goto-char (flymake-diagnostic-beg each))
              (list :text (flymake-diagnostic-text each)
                    :line (1- (line-number-at-pos))
                    :column (- (point) (line-beginning-position)))))
          (flymake-diagnostics)))

(defun fault ()
  "Return the fault that was planted, where it is shown."
  (seq-find (lambda (each) (string-match-p "holds a space" (plist-get each :text))) (shown)))

(setq eglot-sync-connect t eglot-connect-timeout 60 make-backup-files nil)
(setq project-find-functions (list (lambda (folder) (cons 'transient folder))))
(add-to-list 'eglot-server-programs
             `(text-mode . (,(getenv "PYTHON") "-m" "article_schema" "server")))
(find-file "boats.md")
(text-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)

(let ((before (waits-for "diagnostics" #'fault)) line offered)
  (goto-char (point-min))
  (search-forward " b\"")
  (let* ((place (eglot--pos-to-lsp-position (- (point) 2)))
         (params (list :textDocument (eglot--TextDocumentIdentifier)
                       :range (list :start place :end place)
                       :context (list :diagnostics [])))
         (actions (jsonrpc-request (eglot-current-server) :textDocument/codeAction params))
         (fix (seq-find (lambda (each) (eq t (plist-get each :isPreferred))) actions)))
    (eglot--apply-workspace-edit (plist-get fix :edit)))
  (setq line (buffer-substring (line-beginning-position) (line-end-position)))
  (eglot--signal-textDocument/didChange)
  (waits-for "diagnostics without the fault" (lambda () (and (shown) (not (fault)))))
  (forward-line 1)
  (insert "publ\n")
  (backward-char 1)
  (eglot--signal-textDocument/didChange)
  (setq offered (all-completions "publ" (nth 2 (eglot-completion-at-point))))
  (with-temp-file (getenv "FOUND")
    (insert (json-encode (list :fault before :line line :offered (vconcat offered))))))
(kill-emacs 0)
